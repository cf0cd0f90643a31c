import { attendanceKind } from "#duty/attendance/attendance.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { postAt } from "#duty/site/running-shift.ts";
import { currentPost, type Site, siteKind } from "#duty/site/site.ts";
import type { Context } from "#server/door/context.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { nothingHere } from "#server/http/problem.ts";
import type { Routes } from "#server/http/routes.ts";
import { outstandingAt } from "#server/ledger/ledger-view.ts";
import type { Services } from "#server/start/services.ts";
import { attendanceView, type PostAttendance, type ShiftHere } from "./attendance-answer.ts";
import {
  coversAtPosts,
  dueTurn,
  goneTurn,
  linesOfDuty,
  onOf,
  rosterKeys,
  shiftsGone,
  turnsAway,
  turnsOf,
} from "./attendance-board.ts";
import { turnsGone } from "./gone-view.ts";

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
  if (post !== undefined && !currentPost(site, post)) throw nothingHere("post.unknown");
  const plans = Object.keys(site.posts)
    .filter((each) => post === undefined || each === post)
    .map((each) => postAt(site, each, now));
  const rosterStreams = plans.flatMap((plan) => rosterKeys(siteId, plan));
  const shifts = plans.flatMap(shiftsGone);
  const [rosters, lines, gone] = await Promise.all([
    services.streams(context, rosterStreams),
    services.reading(context, (sql) => outstandingAt(sql, { org: context.org, site: siteId, post })),
    services.reading(context, (sql) => turnsGone(sql, context, { site: siteId, shifts })),
  ]);
  const byMonth = new Map(rosterStreams.map(({ id }, index) => [id, rosters[index]?.state as Roster]));
  const turns = plans.flatMap((plan) => turnsOf(siteId, plan, byMonth));
  const away = turnsAway(lines);
  const onDuty = linesOfDuty(lines);
  const attendances = (ids: readonly string[]) => ids.map((id) => ({ site: siteId, noun: attendanceKind.noun, id }));
  const streams = await services.streams(context, [
    ...turns.map((turn) => turn.key),
    ...attendances(onDuty.map(({ id }) => id)),
    ...attendances(gone.map(({ id }) => id)),
  ]);
  const due = turns.flatMap((turn, index) => {
    const found = streams[index] && dueTurn(turn, streams[index], now);
    return found ? [{ post: turn.occurrence.post, ...found }] : [];
  });
  const known = streams.slice(turns.length);
  const on = known.flatMap((stream) => onOf(stream, away));
  const covering = coversAtPosts(lines);
  const off = known.flatMap(goneTurn).toSorted((one, other) => other.offAt - one.offAt);
  return plans.map((plan) => ({
    post: plan.post,
    shift: plan.shift ? shiftOf(plan.shift) : null,
    next: plan.next ? shiftOf(plan.next) : null,
    on: on.filter((each) => each.post === plan.post),
    covering: covering.filter((each) => each.post === plan.post).map(({ post: _, ...each }) => each),
    due: due.filter((each) => each.post === plan.post),
    gone: off.filter((each) => each.post === plan.post),
  }));
}

function shiftOf({ date, shift, startsAt, endsAt }: ShiftOccurrence): ShiftHere {
  return { date, shift, startsAt, endsAt };
}
