import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Fault } from "#duty/handover/handover.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Sheet } from "../../ui/Sheet.tsx";
import { Status } from "../../ui/Status.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Moment } from "../../ui/When.tsx";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useSend } from "../door/use-send.ts";
import { LinePhotos } from "../log/LinePhotos.tsx";
import { RuleChips } from "../notice/ClauseDrawer.tsx";
import { useBearings } from "../shell/acting.ts";
import { useNames } from "../site/names.ts";
import { PhotoPicker } from "../site/PhotoPicker.tsx";
import { textOf } from "../site/texts.ts";
import { useHandover } from "./handover-desk.ts";

/** What turned out to be wrong with the shift before once it had left, and who answered for it. */
export function FaultsPanel() {
  const { t } = useTranslation();
  const { state, view } = useHandover();
  const [reporting, setReporting] = useState(false);
  if (state.phase !== "completed") return null;
  return (
    <Panel
      id="faults"
      title={t("handover:faults.title")}
      count={state.faults.length}
      flush
      aside={<RuleChips rules={view.rule.foundAfterwards?.cites ?? []} />}
    >
      <ul>
        {state.faults.map((each) => (
          <FaultRow key={each.key} fault={each} />
        ))}
      </ul>
      <div className="panel-foot row spread">
        <p className="soft">{t("handover:faults.note")}</p>
        <ActButton onAct={() => setReporting(true)}>{t("handover:faults.report")}</ActButton>
      </div>
      <ReportDialog open={reporting} onClose={() => setReporting(false)} />
    </Panel>
  );
}

function FaultRow({ fault }: { fault: Fault }) {
  const { t } = useTranslation();
  const names = useNames();
  const { at, view } = useHandover();
  const { send, busy, problem } = useSend();
  const { acknowledged } = fault;
  return (
    <li className="matter">
      <div className="row spread">
        <span className="soft">
          {names.person(fault.foundBy)} <Moment at={fault.foundAt} />
        </span>
        {acknowledged ? (
          <Status kind="well">
            {t("handover:faults.answered", { name: names.person(acknowledged.by) })} <Moment at={acknowledged.at} />
          </Status>
        ) : (
          <Status kind="overdue">{t("handover:faults.unanswered")}</Status>
        )}
      </div>
      <p className="what wrap">{textOf(view.texts, fault.text) ?? t("log:erased")}</p>
      <LinePhotos photos={fault.photos} />
      {!acknowledged && (
        <ActButton busy={busy} onAct={() => void send("handover.acknowledge-fault", { ...at, fault: fault.key })}>
          {t("handover:faults.answer")}
        </ActButton>
      )}
      {problem && <RefusalNote problem={problem} />}
    </li>
  );
}

const empty = { text: "", photos: [] as readonly string[] };

function ReportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { acting } = useBearings();
  const { at } = useHandover();
  const [draft, change, drop] = useDraft(`fault/${acting.person}/${at.post}/${at.date}/${at.shift}`, empty);
  const { send, busy, problem } = useSend();
  const report = async () => {
    if (!(await send("handover.report-fault", { ...at, text: draft.text.trim(), photos: draft.photos }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("handover:faults.report")}
      act={t("handover:faults.go")}
      busy={busy}
      why={draft.text.trim() === "" ? [t("handover:faults.textFirst")] : []}
      onAct={report}
      onClose={onClose}
    >
      <TextField label={t("handover:faults.text")} value={draft.text} onChange={(text) => change({ ...draft, text })} />
      <PhotoPicker photos={draft.photos} onChange={(photos) => change({ ...draft, photos })} />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
