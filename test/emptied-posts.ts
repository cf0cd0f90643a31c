import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Touched } from "#duty/door/table.ts";
import type { Entry } from "#duty/grammar/entry.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { occurrenceOf, type Site, shiftAfter } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { leftUncalled } from "./manned-shifts.ts";
import { isLeaving } from "./ways-of-leaving.ts";

/** Truth 1: whoever leaves for good leaves somebody there, or has handed over, or the shift is over and none follows. */
export function emptied(world: World, turn: string): string[] {
  const { post, date, shift } = turnNamed(turn);
  const name = shiftId({ post, date, shift });
  const present = presencesIn(world.outstanding({ site: towerSite, post }));
  const there = present.filter(({ turn }) => shiftId(turn) === name);
  const away = new Set(there.flatMap(({ as, turn }) => (as === "away" ? [turn.person] : [])));
  if (there.some(({ as, turn }) => as === "covering" || (as === "on-duty" && !away.has(turn.person)))) return [];
  const handover = world.state<Handover>({ site: towerSite, noun: "handover", id: name });
  if (handover.phase === "completed" && present.some(({ as, turn }) => as === "on-duty" && shiftId(turn) !== name))
    return [];
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const occurrence = occurrenceOf(site, { post, date, shift });
  const isOver = occurrence !== undefined && world.now >= occurrence.endsAt;
  const next = occurrence && shiftAfter(site, occurrence);
  // Once the shift that took over is over as well, whoever of this one is still there may go.
  if (handover.phase === "completed" && handover.incoming !== undefined && next && world.now >= next.endsAt) return [];
  // By the set-up: the post owes the shift that follows, whoever may be due for it.
  return isOver && !next ? [] : [`${name} was left with nobody there`];
}

/** Truth 1 of every way of leaving: where nobody stands at the post any more, somebody has been called in this very moment or before. */
export function unheardLeaving(world: World, { key, entries }: Pick<Touched, "key" | "entries">): string[] {
  return entries
    .filter(({ type, body }) => isLeaving(type) && !(body as { readonly wasOff?: true }).wasOff)
    .flatMap(({ type }) =>
      leftUncalled(world, turnNamed(key.id).post).map(
        (shift) => `${type} of ${key.id} left ${shift} empty and nobody called`,
      ),
    );
}

/**
 * Truth 3 of whoever leaves: where somebody else goes on at the post in a later shift, and nobody is left of this one, two have signed for it.
 * Whoever closed it alone and goes on there was their own relief, and a post that rests after the shift was closed for good.
 */
export function leftUnsigned(world: World, turn: string, { type }: Pick<Entry, "type">): string[] {
  const { person, ...shift } = turnNamed(turn);
  if (!hasLeft(world, turn, type)) return [];
  const name = shiftId(shift);
  const handover = world.state<Handover>({ site: towerSite, noun: "handover", id: name });
  if (handover.phase !== "completed" || handover.incoming !== undefined) return [];
  const on = presencesIn(world.outstanding({ site: towerSite, post: shift.post })).filter(({ as }) => as === "on-duty");
  if (on.some((each) => shiftId(each.turn) === name)) return [];
  const goOn = on.filter((each) => isLater(world, each.turn, shift)).map((each) => each.turn.person);
  const isOwn = [person, handover.outgoing].some((each) => each !== undefined && goOn.includes(each));
  return isOwn ? [] : goOn.map((each) => `${name} was left to ${each}, who has not signed for it`);
}

/** Whether an entry says that somebody goes now; when they went may be corrected later. */
function hasLeft(world: World, turn: string, type: string): boolean {
  if (type !== "attendance.sign-off-recorded") return type === "attendance.signed-off" || type === "attendance.moved";
  const state = world.state<Attendance>({ site: towerSite, noun: "attendance", id: turn });
  return state.phase === "off" && state.entered?.as === "recorded";
}

/** Whether a shift begins after another and is longer there, and the post owes one straight after that. */
function isLater(world: World, one: ShiftName, other: ShiftName): boolean {
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const [later, earlier] = [occurrenceOf(site, one), occurrenceOf(site, other)];
  if (!later || !earlier || !shiftAfter(site, earlier)) return false;
  return later.startsAt > earlier.startsAt && later.endsAt > earlier.endsAt;
}
