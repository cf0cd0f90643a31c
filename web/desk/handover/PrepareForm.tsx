import { Checkbox } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { longest } from "#duty/grammar/limits.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { TextField } from "../../ui/TextField.tsx";
import { useOwnDraft } from "../door/own-draft.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useHandover } from "./handover-desk.ts";
import { PrepareButton } from "./PrepareButton.tsx";
import { PrepareReason } from "./PrepareReason.tsx";
import { draftBefore, type PrepareDraft, prepareBodyOf, reliefNamed } from "./prepare-draft.ts";
import { ReliefChoice } from "./ReliefChoice.tsx";

/** The outgoing side writes up the shift and names its relief. */
export function PrepareForm() {
  const { t } = useTranslation();
  const { at, state, view, outgoing } = useHandover();
  const before = useMemo(() => draftBefore(state.preparation, view.texts), [state.preparation, view.texts]);
  const [draft, setDraft, drop] = useOwnDraft<PrepareDraft>("prepare", shiftId(at), before);
  const { send, busy, problem, forget } = useSend();
  const { rule, matters } = view;
  const relief = reliefNamed(draft, view, outgoing);
  // A refusal speaks of what was sent, not of what is being written now.
  const change = (next: PrepareDraft) => {
    forget();
    setDraft(next);
  };
  const prepare = async () => {
    if (
      await send("handover.prepare", prepareBodyOf(at, { ...draft, ...(relief && { relief }) }, matters), {
        untilAnswered: true,
      })
    )
      drop();
  };
  return (
    <div className="prepare">
      <div className="stack">
        <TextField
          label={t("handover:prepare.summary")}
          note={t("handover:prepare.summaryNote")}
          most={longest.summary}
          value={draft.summary}
          wrong={problem?.field === "summary"}
          onChange={(summary) => change({ ...draft, summary })}
        />
        {rule.sections?.done && (
          <TextField
            label={t("handover:prepare.done")}
            most={longest.summary}
            value={draft.done}
            wrong={problem?.field === "done"}
            onChange={(done) => change({ ...draft, done })}
          />
        )}
      </div>
      <div className="stack">
        <h3>{t("handover:prepare.pending")}</h3>
        {matters.length === 0 ? (
          <div className="tick">
            <Checkbox
              checked={draft.nothingPending}
              onChange={(event) => change({ ...draft, nothingPending: event.target.checked })}
            >
              {t("handover:prepare.nothingPending")}
            </Checkbox>
          </div>
        ) : (
          matters.map((matter) => <PrepareReason key={matter.id} matter={matter} draft={draft} change={change} />)
        )}
        <ReliefChoice chosen={relief} onChoose={(next) => change({ ...draft, relief: next })} />
        <p className="small soft">{t("handover:prepare.cutNote")}</p>
        <PrepareButton busy={busy} onPrepare={() => void prepare()} />
        {problem && <RefusalNote problem={problem} />}
      </div>
    </div>
  );
}
