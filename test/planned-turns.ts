import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Outcome } from "#duty/door/table.ts";
import { lockScopeOf, type StreamKey } from "#duty/grammar/entry.ts";
import { turnId, turnNamed } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";

/* Truth 2 read plainly: who is waited for is at every moment whom the plan in force names. */

export type PlanPremise =
  | "changed a plan before the shift"
  | "changed a plan during the shift"
  | "would have changed a plan after the shift";

export function noPlanPremises(): Record<PlanPremise, number> {
  return {
    "changed a plan before the shift": 0,
    "changed a plan during the shift": 0,
    "would have changed a plan after the shift": 0,
  };
}

/** What is against the plan after what was touched; changes of a plan are counted. */
export function unplannedTurns(
  world: World,
  { touched, refusal }: Outcome,
  premises: Record<PlanPremise, number>,
): string[] {
  if (refusal && ofPast.includes(refusal.code)) premises["would have changed a plan after the shift"] += 1;
  for (const { key, entries } of touched)
    for (const { type, body } of key.noun === "roster" ? entries : [])
      for (const each of turnsIn(type, body)) countChange(world, key, each, premises);
  const posts = new Set(touched.flatMap(({ key }) => (isOfPlan(key) ? [lockScopeOf(key.id)] : [])));
  return [...posts].flatMap((post) => unplanned(world, post));
}

const ofPast: readonly string[] = ["roster.past-changed", "roster.shift-over"];

/** The turns that an entry changes: one, or all those of somebody who has left the company. */
function turnsIn(type: string, body: unknown): readonly unknown[] {
  return type === "roster.turns-vacated" ? (body as { turns: readonly unknown[] }).turns : [body];
}

function isOfPlan({ noun }: StreamKey): boolean {
  return noun === "roster" || noun === "attendance";
}

/** A plan that changes who stands in a shift changes it before the shift, or during it; afterwards it is refused. */
function countChange(world: World, { id }: StreamKey, body: unknown, premises: Record<PlanPremise, number>): void {
  for (const { date, shift } of changedIn(body as ChangedPlan)) {
    const occurrence = occurrenceOf(siteOf(world), { post: lockScopeOf(id), date, shift });
    if (!occurrence) continue;
    const isBefore = world.now < occurrence.startsAt;
    premises[isBefore ? "changed a plan before the shift" : "changed a plan during the shift"] += 1;
  }
}

type PlannedShift = Pick<ShiftName, "date" | "shift">;

/** As much of the entries of a roster as names shifts. */
type ChangedPlan = Partial<PlannedShift & { dropped: readonly PlannedShift[]; added: readonly PlannedShift[] }>;

function changedIn({ date, shift, dropped = [], added = [] }: ChangedPlan): readonly PlannedShift[] {
  return date !== undefined && shift !== undefined ? [{ date, shift }] : [...dropped, ...added];
}

/** Truth 2: of each shift that runs or has run, those are waited for, or were, whom the plan in force names, and nobody else is. */
function unplanned(world: World, post: string): string[] {
  const months = [...world.streams.values()].filter(({ key }) => key.noun === "roster" && lockScopeOf(key.id) === post);
  const due = months.flatMap(({ state }) => (state as Roster).assignments.map((each) => turnId({ post, ...each })));
  const turns = [...world.streams.values()].filter(
    ({ key }) => key.noun === "attendance" && lockScopeOf(key.id) === post,
  );
  const waited = turns.filter(({ state }) => (state as Attendance).phase === "expected").map(({ key }) => key.id);
  const setUpAt = lastSetUp(world, post);
  const begun = due.filter((id) => {
    const occurrence = occurrenceOf(siteOf(world), turnNamed(id));
    return occurrence !== undefined && world.now > occurrence.startsAt && setUpAt < occurrence.endsAt;
  });
  const stateOf = (id: string) => world.state<Attendance>({ site: towerSite, noun: "attendance", id });
  return [
    ...waited.filter((id) => !due.includes(id)).map((id) => `${id} is waited for against the plan`),
    ...begun
      .map((id) => [id, stateOf(id)] as const)
      .filter(([, state]) => state.phase === "unknown" || (state.phase === "excused" && !couldNotCome(state)))
      .map(([id, { phase }]) => `${id} is due and nobody waits: ${phase}`),
  ];
}

/**
 * When it was last changed which shifts a post has: one that was over by then may not have been owed while it ran, and who was waited for was asked
 * before that change.
 */
function lastSetUp(world: World, post: string): number {
  const { entries = [] } = world.streams.get(`${towerSite}:site/setup`) ?? {};
  const last = entries.findLast(
    ({ type, body }) =>
      type === "site.calendar-set" || (type === "site.post-established" && (body as { key: string }).key === post),
  );
  return last?.at ?? 0;
}

/** How soon somebody can come who was asked for (ZB-25). */
const minutesToCome = 30;

/** Nobody waits for whoever was kept at another post to the end of the shift, or was asked for too late to come before. */
function couldNotCome(turn: Extract<Attendance, { phase: "excused" }>): boolean {
  const { endsAt } = turn.occurrence;
  const lateFrom = plusMinutes(endsAt, -minutesToCome);
  const isFreeTooLate = [turn.putInAt, turn.unboundSince].some((at) => at !== undefined && at >= lateFrom);
  return turn.since >= endsAt && (turn.boundUntil !== undefined || isFreeTooLate);
}

function siteOf(world: World): Site {
  return world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
}
