import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Entry } from "#duty/grammar/entry.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { occurrenceOf, type Site, shiftAfter } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";

/**
 * Truth 3 of whoever leaves: where somebody else goes on at the post in a later shift, and nobody is left of this one, two have signed for it.
 * Whoever closed it alone and goes on there was their own relief, and a post that rests after the shift was closed for good.
 */
export function unrelieved(world: World, turn: string, { type }: Pick<Entry, "type">): string[] {
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
