import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { Status } from "../../ui/Status.tsx";
import { useOwnDraft } from "../door/own-draft.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { textOf } from "../site/texts.ts";
import { type CountDraft, type Counted, countBodyOf, restWell, tallied } from "./count-draft.ts";
import { useHindrances } from "./HindrancesPanel.tsx";
import { preparationOf, useHandover } from "./handover-desk.ts";
import { KitRow } from "./KitRow.tsx";

const empty: CountDraft = {};
const columns = ["item", "found", "damaged", "result"] as const;

/** The property of the post, counted one by one by whoever takes it: found, damaged, missing, with what is to be said of it. */
export function KitPanel() {
  const { t } = useTranslation();
  const desk = useHandover();
  const { at, state, work, side, fixed, view } = desk;
  const [draft, change, drop] = useOwnDraft("count", shiftId(at), empty);
  const { send, busy, problem } = useSend();
  const kit = preparationOf(desk)?.kit ?? [];
  const saved = Object.fromEntries(
    work.counts.map((each) => [each.item, { ...each, explanation: textOf(view.texts, each.explanation) ?? "" }]),
  );
  const tally = tallied(kit, saved, draft);
  const counting = side === "incoming" && !fixed;
  const count = async () => {
    if (await send("handover.count", countBodyOf(at, tally), { untilAnswered: true })) drop();
  };
  const open = tally.filter(({ found }) => found === undefined).length;
  const unsaved = tally.some(({ changed }) => changed);
  const isHindered = useHindrances().length > 0;
  return (
    <Panel
      id="kit"
      title={t("handover:kit.title")}
      count={kit.length}
      flush
      scrolls={!counting}
      aside={
        counting && open > 0 ? (
          <Button type="link" onClick={() => change(restWell(tally, draft))}>
            {t("handover:kit.restWell", { count: open })}
          </Button>
        ) : (
          work.counts.length >= kit.length &&
          kit.length > 0 &&
          !unsaved && <Status kind="well">{t("handover:kit.counted")}</Status>
        )
      }
    >
      {kit.length === 0 ? (
        <Nothing title={t("handover:kit.none")} />
      ) : (
        <>
          <p className="kit-row kit-head" aria-hidden="true">
            {columns.map((column) => (
              <span key={column}>{t(`handover:kit.${column}`)}</span>
            ))}
          </p>
          <ul>
            {tally.map((each) => (
              <KitRow
                key={each.item}
                tally={each}
                post={at.post}
                wrong={problem?.detail?.item === each.item}
                {...(counting ? { onChange: (to: Counted) => change({ ...draft, [each.item]: to }) } : {})}
              />
            ))}
          </ul>
        </>
      )}
      {counting && kit.length > 0 && (unsaved || open > 0) && (
        <div className="panel-foot stack">
          <ActButton
            main={isHindered}
            block
            busy={busy}
            why={unsaved ? [] : [t("handover:kit.nothingNew")]}
            onAct={() => void count()}
          >
            {t("handover:kit.go")}
          </ActButton>
          {problem && <RefusalNote problem={problem} />}
        </div>
      )}
      {!counting && state.phase === "prepared" && !fixed && open > 0 && (
        <p className="panel-foot soft">{t("handover:kit.byIncoming")}</p>
      )}
    </Panel>
  );
}
