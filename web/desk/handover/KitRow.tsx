import { useTranslation } from "react-i18next";
import { Status } from "../../ui/Status.tsx";
import { Stepper } from "../../ui/Stepper.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useNames } from "../site/names.ts";
import { type Counted, isShort, type KitTally, withDamaged, withExplanation, withFound } from "./count-draft.ts";

interface Props {
  readonly tally: KitTally;
  readonly post: string;
  readonly wrong: boolean;
  /** Missing: it is only looked at. */
  readonly onChange?: (to: Counted) => void;
}

/** One item: how many there should be, how many there are, how many of those are damaged; and a word where something is wrong. */
export function KitRow({ tally, post, wrong, onChange }: Props) {
  const { t } = useTranslation();
  const name = useNames().item(post, tally.item);
  const wanting = isShort(tally);
  return (
    <li className={wanting ? "kit-row wanting" : "kit-row"}>
      <span className="item">{name}</span>
      <span className="number expected">
        <span className="label">{t("handover:kit.expected")}</span>
        {tally.expected}
      </span>
      <span className="number">
        <span className="label">{t("handover:kit.found")}</span>
        {onChange ? (
          <Stepper
            label={`${name} ${t("handover:kit.found")}`}
            value={tally.found}
            most={tally.expected}
            onChange={(found) => onChange(withFound(tally, found))}
          />
        ) : (
          (tally.found ?? "–")
        )}
      </span>
      <span className="number">
        <span className="label">{t("handover:kit.damaged")}</span>
        {onChange ? (
          <Stepper
            label={`${name} ${t("handover:kit.damaged")}`}
            value={tally.damaged}
            most={tally.found ?? tally.expected}
            quiet={tally.damaged === 0}
            onChange={(damaged) => onChange(withDamaged(tally, damaged))}
          />
        ) : (
          tally.damaged
        )}
      </span>
      <span className="number missing">
        <span className="label">{t("handover:kit.missing")}</span>
        {tally.missing === undefined ? "–" : tally.missing}
        {wanting && <Status kind="overdue">{t("handover:kit.wanting")}</Status>}
      </span>
      {wanting && <Explanation tally={tally} wrong={wrong} {...(onChange ? { onChange } : {})} />}
    </li>
  );
}

function Explanation({ tally, wrong, onChange }: Pick<Props, "tally" | "wrong" | "onChange">) {
  const { t } = useTranslation();
  return (
    <span className="explanation">
      {onChange ? (
        <TextField
          label={t("handover:kit.explanation")}
          rows={1}
          wrong={wrong}
          value={tally.explanation}
          onChange={(explanation) => onChange(withExplanation(tally, explanation))}
        />
      ) : (
        tally.explanation
      )}
    </span>
  );
}
