import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { postAt } from "#duty/site/running-shift.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import type { Context } from "#server/door/context.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { nothingHere } from "#server/http/problem.ts";
import type { Routes } from "#server/http/routes.ts";
import { outstandingAt } from "#server/ledger/ledger-view.ts";
import type { Services } from "#server/start/services.ts";
import { attendanceView, type PostAttendance, type ShiftHere } from "./attendance-answer.ts";
import { dueTurn, linesOfDuty, rosterKeys, turnsAway, turnsOf } from "./attendance-board.ts";

/** Who is on duty, who is due and who is late, post by post. */
export const attendanceRoutes: Routes = (app, services) => {
  app.get(attendanceView.path, describedBy(attendanceView), async (request) => {
    const desk = deskOf(request);
    const site = siteOf(desk, request.query.site);
    const posts = await boardOf(services, scopeOf(desk), site, request.query.post);
    return { now: services.now(), posts };
  });
};

async function boardOf(
  services: Services,
  context: Context,
  siteId: string,
  post: string | undefined,
): Promise<PostAttendance[]> {
  const now = services.now();
  const [setup] = await services.streams(context, [{ site: siteId, noun: siteKind.noun, id: "setup" }]);
  const site = setup?.state as Site;
  if (post !== undefined && !site.posts[post]) throw nothingHere("post.unknown");
  const plans = Object.keys(site.posts)
    .filter((each) => post === undefined || each === post)
    .map((each) => postAt(site, each, now));
  const rosterStreams = plans.flatMap((plan) => rosterKeys(siteId, plan));
  const [rosters, lines] = await Promise.all([
    services.streams(context, rosterStreams),
    services.reading(context, (sql) => outstandingAt(sql, { org: context.org, site: siteId, post })),
  ]);
  const byMonth = new Map(rosterStreams.map(({ id }, index) => [id, rosters[index]?.state as Roster]));
  const turns = plans.flatMap((plan) => turnsOf(siteId, plan, byMonth));
  const away = turnsAway(lines);
  const onDuty = linesOfDuty(lines);
  const streams = await services.streams(context, [
    ...turns.map((turn) => turn.key),
    ...onDuty.map(({ id }) => ({ site: siteId, noun: "attendance", id })),
  ]);
  const due = turns.flatMap((turn, index) => {
    const found = streams[index] && dueTurn(turn, streams[index], now);
    return found ? [{ post: turn.occurrence.post, ...found }] : [];
  });
  const on = streams.slice(turns.length).flatMap(({ state }) => onOf(state as Attendance, away));
  return plans.map((plan) => ({
    post: plan.post,
    shift: plan.shift ? shiftOf(plan.shift) : null,
    next: plan.next ? shiftOf(plan.next) : null,
    on: on.filter((each) => each.post === plan.post),
    due: due.filter((each) => each.post === plan.post),
  }));
}

function onOf(attendance: Attendance, away: readonly Turn[]) {
  if (attendance.phase !== "on") return [];
  const { occurrence, person, onAt, lateMinutes, briefedAt } = attendance;
  const { post, date, shift } = occurrence;
  const isAway = away.some((each) => each.person === person && shiftId(each) === shiftId(occurrence));
  return [{ post, person, date, shift, since: onAt, lateMinutes, briefed: briefedAt !== undefined, away: isAway }];
}

function shiftOf({ date, shift, startsAt, endsAt }: ShiftOccurrence): ShiftHere {
  return { date, shift, startsAt, endsAt };
}
