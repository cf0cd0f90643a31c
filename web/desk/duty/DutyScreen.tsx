import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { shiftToHandOver, shiftToWriteIn } from "#duty/attendance/post-board.ts";
import { Nothing } from "../../ui/States.tsx";
import { useAttendanceAt, useOwnTurn } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import { handoverQuery } from "../handover/handover-query.ts";
import type { LoadedPanel, PanelPlace, PanelProps } from "../noun/desk-noun.ts";
import { useSite } from "../site/site-query.ts";
import { NextActPanel } from "./NextActPanel.tsx";
import { PostGlance } from "./PostGlance.tsx";
import "./duty.css";

/** The post as whoever stands at it sees it: what to do next, then what the nouns have to show of it. */
export function DutyScreen({ panels }: { panels: readonly LoadedPanel[] }) {
  const { t } = useTranslation();
  const { post } = useParams({ from: "/duty/$post" });
  const place = useDeskPlace();
  const { site, acting } = place;
  const plan = useSite(site).posts.find(({ key }) => key === post);
  const attendance = useAttendanceAt(site, post);
  const shift = shiftToHandOver(attendance);
  const handover = useQuery({
    ...handoverQuery(place, { post, date: shift?.date ?? "", shift: shift?.shift ?? "" }),
    enabled: shift !== undefined && !acting.locked,
  });
  const turn = useOwnTurn(place, attendance);
  if (!plan)
    return (
      <div className="panel">
        <Nothing title={t("attendance:noSuchPost")} />
      </div>
    );
  const told: PanelProps = { post, shift: shiftToWriteIn(attendance, acting.person) };
  return (
    <>
      <h1 className="for-readers">{plan.name}</h1>
      <div className="duty">
        <div className="stack side">
          <NextActPanel post={post} attendance={attendance} known={{ handover: handover.data, turn }} />
          <PostGlance post={post} />
          {panelsAt("side", panels, told)}
        </div>
        <Column>{panelsAt("main", panels, told)}</Column>
        <Column>{panelsAt("beside", panels, told)}</Column>
      </div>
    </>
  );
}

function panelsAt(place: PanelPlace, panels: readonly LoadedPanel[], told: PanelProps) {
  return panels.filter((each) => each.place === place).map(({ key, Panel }) => <Panel key={key} {...told} />);
}

/** One panel is a column by itself, several stand above each other. */
function Column({ children }: { children: readonly ReactNode[] }) {
  return children.length === 1 ? children : <div className="stack">{children}</div>;
}
