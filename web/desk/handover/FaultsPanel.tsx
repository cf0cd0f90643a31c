import { useState } from "react";
import { useTranslation } from "react-i18next";
import { instant } from "#duty/grammar/time.ts";
import { isOnDuty } from "#duty/handover/handover-parties.ts";
import { isOver } from "#duty/handover/report-fault.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { useDeskPlace } from "../door/acting.ts";
import { RuleChips } from "../refusal/RuleChips.tsx";
import { FaultRow } from "./FaultRow.tsx";
import { useHandover } from "./handover-desk.ts";
import { ReportFaultDialog } from "./ReportFaultDialog.tsx";

/** What turned out to be wrong with the shift before once it had left, and who answered for it. */
export function FaultsPanel() {
  const { t } = useTranslation();
  const { state, view, at } = useHandover();
  const { acting } = useDeskPlace();
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
        <ActButton
          why={view.facts.successors.some(isOnDuty(acting.person)) ? [] : [t("handover:neverBegun.onDutyFirst")]}
          onAct={() => setReporting(true)}
        >
          {t("handover:faults.report")}
        </ActButton>
      </div>
      {reporting && <ReportFaultDialog at={at} onClose={() => setReporting(false)} />}
    </Panel>
  );
}
