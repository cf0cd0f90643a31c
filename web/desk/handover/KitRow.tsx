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
      <span className="item">
        {name}
        <span className="small soft expected">{t("handover:kit.expectedCount", { count: tally.expected })}</span>
      </span>
      <span className="number">
        {onChange ? (
          <Stepper
            label={`${name} ${t("handover:kit.found")}`}
            value={tally.found}
            most={tally.expected}
            onChange={(found) => onChange(withFound(tally, found))}
          />
        ) : (
          <Read word={t("handover:kit.found")} count={tally.found} />
        )}
      </span>
      <span className={tally.damaged > 0 ? "number damaged" : "number"}>
        {onChange ? (
          <Damaged
            label={`${name} ${t("handover:kit.damaged")}`}
            none={`${name} ${t("handover:kit.noneDamaged")}`}
            value={tally.damaged}
            most={tally.found ?? tally.expected}
            onChange={(damaged) => onChange(withDamaged(tally, damaged))}
          />
        ) : (
          <Read word={t("handover:kit.damaged")} count={tally.damaged} />
        )}
      </span>
      <span className="number result">
        {tally.missing !== undefined && <Result missing={tally.missing} wanting={wanting} />}
      </span>
      {wanting && <Explanation tally={tally} wrong={wrong} {...(onChange ? { onChange } : {})} />}
    </li>
  );
}

/** A number that is only looked at, with its word where no head of a column stands above it. */
function Read({ word, count }: { word: string; count: number | undefined }) {
  return (
    <>
      <span className="small soft number-word">{word}</span>
      {count ?? "–"}
    </>
  );
}

/** What came of it, in a word: nothing lacks, so many do, or what is there is damaged. */
function Result({ missing, wanting }: { missing: number; wanting: boolean }) {
  const { t } = useTranslation();
  if (missing > 0) return <Status kind="overdue">{t("handover:kit.short", { count: missing })}</Status>;
  return wanting ? (
    <Status kind="isolated">{t("handover:kit.wanting")}</Status>
  ) : (
    <Status kind="well">{t("handover:kit.right")}</Status>
  );
}

interface DamagedProps {
  readonly label: string;
  /** How the button is called while there is none. */
  readonly none: string;
  readonly value: number;
  readonly most: number;
  readonly onChange: (damaged: number) => void;
}

/** Damage is rare: a small button, until there is some to count. */
function Damaged({ label, none, value, most, onChange }: DamagedProps) {
  const { t } = useTranslation();
  if (value > 0) return <Stepper label={label} value={value} most={most} onChange={onChange} />;
  return (
    <button type="button" className="damaged-none" aria-label={none} disabled={most === 0} onClick={() => onChange(1)}>
      {t("handover:kit.noneDamaged")}
    </button>
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
