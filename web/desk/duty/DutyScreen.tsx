import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Nothing } from "../../ui/States.tsx";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { WhoIsOn } from "../attendance/WhoIsOn.tsx";
import { handoverQuery } from "../handover/handover-query.ts";
import { LedgerPanel } from "../ledger/LedgerPanel.tsx";
import { LogPanel } from "../log/LogPanel.tsx";
import { MatterPanel } from "../matter/MatterPanel.tsx";
import { useDeskPlace } from "../shell/acting.ts";
import { useSite } from "../site/site-query.ts";
import { NextActPanel } from "./NextActPanel.tsx";
import { shiftToHandOver } from "./next-act.ts";
import "./duty.css";

/** The post as whoever stands at it sees it: what to do next, who is here, what is due, what happened, what stays open. */
export function DutyScreen() {
  const { t } = useTranslation();
  const { post } = useParams({ from: "/duty/$post" });
  const place = useDeskPlace();
  const { site, acting } = place;
  const plan = useSite(site).posts.find(({ key }) => key === post);
  const attendance = useAttendanceAt(site, post);
  const shift = shiftToHandOver(attendance);
  const handover = useQuery({
    ...handoverQuery(place, { post, date: shift?.date ?? "", shift: shift?.shift ?? "" }),
    enabled: shift !== undefined,
  });
  if (!plan)
    return (
      <div className="panel">
        <Nothing title={t("attendance:noSuchPost")} />
      </div>
    );
  const own = attendance.on.find(({ person }) => person === acting.person);
  const pageShift = attendance.on.find((each) => each.since > 0) ?? attendance.shift ?? attendance.next;
  return (
    <>
      <h1 className="for-readers">{plan.name}</h1>
      <NextActPanel post={post} attendance={attendance} handover={handover.data} />
      <div className="duty">
        <div className="stack side">
          <WhoIsOn post={post} attendance={attendance} />
          <LedgerPanel post={post} />
        </div>
        <LogPanel post={post} shift={own ?? currentPage(attendance, pageShift)} />
        <MatterPanel post={post} />
      </div>
    </>
  );
}

/** The page on which one writes who is not on duty here: that of the newest shift with somebody on duty, else of the current shift. */
function currentPage(
  { on, shift }: ReturnType<typeof useAttendanceAt>,
  fallback: { date: string; shift: string } | null | undefined,
): { date: string; shift: string } | undefined {
  if (shift && on.some((each) => each.date === shift.date && each.shift === shift.shift)) return shift;
  return fallback ?? undefined;
}
