import { useState } from "react";
import { useTranslation } from "react-i18next";
import { instant } from "#duty/grammar/time.ts";
import type { HandoverFault } from "#duty/handover/handover.ts";
import { isOver } from "#duty/handover/report-fault.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { Moment } from "../../ui/When.tsx";
import { useSend } from "../door/use-send.ts";
import { LinePhotos } from "../photo/LinePhotos.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { useHandover } from "./handover-desk.ts";
import { ReportFaultDialog } from "./ReportFaultDialog.tsx";

/** What turned out to be wrong with the shift before once it had left, and who answered for it. */
export function FaultsPanel() {
  const { t } = useTranslation();
  const { state, view } = useHandover();
  const [reporting, setReporting] = useState(false);
  const now = useNow(15_000);
  if (!isOver(state, view.facts, instant(now)) && state.faults.length === 0) return null;
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
      {reporting && <ReportFaultDialog onClose={() => setReporting(false)} />}
    </Panel>
  );
}

function FaultRow({ fault }: { fault: HandoverFault }) {
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
