import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Outcome } from "#duty/door/table.ts";
import { lockScopeOf, type StreamKey } from "#duty/grammar/entry.ts";
import { turnId, turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site, shiftAfter } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { runningShifts } from "./manned-shifts.ts";

/*
 * What must be true of the tower after every act, whatever people did before (standing truths 1, 2 and 3). Read plainly from states and entries,
 * and not by the rules that are to hold it.
 */

/** How often each truth had something to say. */
export type Premises = Record<
  | "left a post"
  | "passed a post"
  | "a shift ran"
  | "a shift ran with nobody there"
  | "changed a plan before the shift"
  | "changed a plan during the shift",
  number
>;

export function noPremises(): Premises {
  return {
    ...{ "left a post": 0, "passed a post": 0, "a shift ran": 0, "a shift ran with nobody there": 0 },
    ...{ "changed a plan before the shift": 0, "changed a plan during the shift": 0 },
  };
}

/** What time alone may break, in words: truth 1 of every shift that a post owes now. */
export function brokenNow(world: World, premises: Premises): string[] {
  return runningShifts(world).flatMap(({ shift, manned }) => {
    premises["a shift ran"] += 1;
    if (manned !== "somebody there") premises["a shift ran with nobody there"] += 1;
    return manned === "empty unheard" ? [`${shift} runs with nobody there and nobody called`] : [];
  });
}

/** What an act has broken, in words; its premises are counted. */
export function brokenTruths(world: World, { touched }: Outcome, premises: Premises): string[] {
  for (const { key, entries } of touched)
    for (const { body } of key.noun === "roster" ? entries : []) countChange(world, key, body, premises);
  const posts = new Set(touched.flatMap(({ key }) => (isOfPlan(key) ? [lockScopeOf(key.id)] : [])));
  const unseen = [...posts].flatMap((post) => unplanned(world, post));
  return [...unseen, ...brokenByLeaving(world, touched, premises), ...brokenNow(world, premises)];
}

function isOfPlan({ noun }: StreamKey): boolean {
  return noun === "roster" || noun === "attendance";
}

/** A plan that changes who stands in one shift changes it before the shift, or during it. */
function countChange(world: World, { id }: StreamKey, body: unknown, premises: Premises): void {
  const { date, shift } = body as Partial<ShiftName>;
  const occurrence = date && shift && occurrenceOf(siteOf(world), { post: lockScopeOf(id), date, shift });
  if (!occurrence) return;
  premises[world.now < occurrence.startsAt ? "changed a plan before the shift" : "changed a plan during the shift"] +=
    1;
}

/** Truth 2: of each shift that runs or has run, those are waited for, or were, whom the plan in force names, and nobody else is. */
function unplanned(world: World, post: string): string[] {
  const months = [...world.streams.values()].filter(({ key }) => key.noun === "roster" && lockScopeOf(key.id) === post);
  const due = months.flatMap(({ state }) => (state as Roster).assignments.map((each) => turnId({ post, ...each })));
  const turns = [...world.streams.values()].filter(
    ({ key }) => key.noun === "attendance" && lockScopeOf(key.id) === post,
  );
  const waited = turns.filter(({ state }) => (state as Attendance).phase === "expected").map(({ key }) => key.id);
  const begun = due.filter((id) => {
    const occurrence = occurrenceOf(siteOf(world), turnNamed(id));
    return occurrence !== undefined && world.now > occurrence.startsAt;
  });
  const phaseOf = (id: string) => world.state<Attendance>({ site: towerSite, noun: "attendance", id }).phase;
  return [
    ...waited.filter((id) => !due.includes(id)).map((id) => `${id} is waited for against the plan`),
    ...begun
      .filter((id) => phaseOf(id) === "unknown" || phaseOf(id) === "excused")
      .map((id) => `${id} is due and nobody waits: ${phaseOf(id)}`),
  ];
}

function siteOf(world: World): Site {
  return world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
}

function brokenByLeaving(world: World, touched: Outcome["touched"], premises: Premises): string[] {
  return touched.flatMap(({ key, entries }) =>
    entries.flatMap(({ type }) => {
      if (type === "attendance.signed-off" || type === "attendance.moved") {
        premises["left a post"] += 1;
        return emptied(world, turnNamed(key.id));
      }
      if (type === "handover.completed") {
        premises["passed a post"] += 1;
        return unworked(world, key.id);
      }
      return [];
    }),
  );
}

/** Truth 1: whoever leaves for good leaves somebody there, or has handed over, or the shift is over and none follows. */
function emptied(world: World, { post, date, shift }: ShiftName): string[] {
  const name = shiftId({ post, date, shift });
  const present = presencesIn(world.outstanding({ site: towerSite, post }));
  const there = present.filter(({ turn }) => shiftId(turn) === name);
  const away = new Set(there.flatMap(({ as, turn }) => (as === "away" ? [turn.person] : [])));
  if (there.some(({ as, turn }) => as === "covering" || (as === "on-duty" && !away.has(turn.person)))) return [];
  const handover = world.state<Handover>({ site: towerSite, noun: "handover", id: name });
  if (handover.phase === "completed" && handover.incoming !== undefined) return [];
  if (handover.phase === "completed" && present.some(({ as, turn }) => as === "on-duty" && shiftId(turn) !== name))
    return [];
  const site = siteOf(world);
  const occurrence = occurrenceOf(site, { post, date, shift });
  const isOver = occurrence !== undefined && world.now >= occurrence.endsAt;
  const next = occurrence && shiftAfter(site, occurrence);
  const month = next && world.state<{ assignments: readonly ShiftName[] }>(monthOf(next));
  const isFollowed = month?.assignments.some((each) => each.date === next?.date && each.shift === next.shift) ?? false;
  return isOver && !isFollowed ? [] : [`${name} was left with nobody there`];
}

function monthOf({ post, date }: ShiftName) {
  return { site: towerSite, noun: "roster", id: `${post}/${date.slice(0, 7)}` };
}

/** Truth 3: two signatures are two people, and whoever takes over has counted, read and taken all of it themselves. */
function unworked(world: World, name: string): string[] {
  const state = world.state<Handover>({ site: towerSite, noun: "handover", id: name });
  if (state.phase !== "completed" || state.incoming === undefined) return [];
  const { incoming, signatures, preparation } = state;
  const own = <E extends { readonly by: unknown }>(all: readonly E[]) => all.filter(({ by }) => by === incoming);
  const isSquad = name.startsWith("squad/");
  const counted = preparation.kit.every(({ item }) => own(state.counts).some((each) => each.item === item));
  const read = own(state.readings).some(({ page }) => page.hash === preparation.page.hash);
  const taken = preparation.books.every((book) => own(state.booksTaken).some((each) => each.book === book));
  return [
    ...(new Set(signatures.map(({ person }) => person)).size < 2 ? [`${name} passed by one person`] : []),
    ...(counted ? [] : [`${name} passed uncounted by whoever took it`]),
    ...(isSquad && !read ? [`${name} passed unread by whoever took it`] : []),
    ...(isSquad && !taken ? [`${name} passed with books that its relief did not take`] : []),
  ];
}
