import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../ui/ActButton.tsx";
import { Nothing } from "../../ui/States.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { useSite } from "../site/site-query.ts";
import { hasPostAfter, plannedEnd } from "./never-begun.ts";
import { ReportFaultDialog } from "./ReportFaultDialog.tsx";

/** A shift whose hand-over nobody has begun; where it is over, nobody came, and whoever has the post now can say what they found. */
export function NeverBegun({ at }: { at: ShiftId }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { on } = useAttendanceAt(site, at.post);
  const endsAt = plannedEnd(useSite(site), at);
  const isOver = useNow(15_000) >= (endsAt ?? Number.POSITIVE_INFINITY);
  const [reporting, setReporting] = useState(false);
  return (
    <div className="panel">
      <Nothing title={t(isOver ? "handover:neverBegun.title" : "handover:notOpen")}>
        <p>{t(isOver ? "handover:neverBegun.note" : "handover:notOpenNote")}</p>
        {isOver && (
          <ActButton
            why={hasPostAfter(on, acting.person, at) ? [] : [t("handover:neverBegun.onDutyFirst")]}
            onAct={() => setReporting(true)}
          >
            {t("handover:faults.report")}
          </ActButton>
        )}
        <Link to="/duty/$post" params={{ post: at.post }} className="target">
          {t("handover:toPost")}
        </Link>
      </Nothing>
      {reporting && <ReportFaultDialog at={at} onClose={() => setReporting(false)} />}
    </div>
  );
}
