import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { shiftToHandOver, shiftToWriteIn } from "#duty/attendance/post-board.ts";
import { Nothing } from "../../ui/States.tsx";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { WhoIsOn } from "../attendance/WhoIsOn.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { handoverQuery } from "../handover/handover-query.ts";
import { LedgerPanel } from "../ledger/LedgerPanel.tsx";
import { LogPanel } from "../log/LogPanel.tsx";
import { MatterPanel } from "../matter/MatterPanel.tsx";
import { useSite } from "../site/site-query.ts";
import { NextActPanel } from "./NextActPanel.tsx";
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
  return (
    <>
      <h1 className="for-readers">{plan.name}</h1>
      <NextActPanel post={post} attendance={attendance} handover={handover.data} />
      <div className="duty">
        <div className="stack side">
          <WhoIsOn post={post} attendance={attendance} />
          <LedgerPanel post={post} />
        </div>
        <LogPanel post={post} shift={shiftToWriteIn(attendance, acting.person)} />
        <MatterPanel post={post} />
      </div>
    </>
  );
}
