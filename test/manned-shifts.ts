import { tellsOfDuty } from "#duty/attendance/going-owed.ts";
import type { Escalation } from "#duty/grammar/obligation.ts";
import { calledAnewAt, callsAt, isAnswered, lapsesAt } from "#duty/grammar/obligation.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { type ShiftName, type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, datePlus, wallClock } from "#duty/grammar/time.ts";
import { manningId } from "#duty/manning/manning.ts";
import { occurrenceOf, type Site, shiftAfter, shiftsOn } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";

/** What the plain reading of a running shift comes to. */
export type Manned = "somebody there" | "somebody called" | "empty unheard";

/** Every shift that a post of the tower owes at this moment by its set-up, rostered or not, and how it stands (standing truth 1). */
export function runningShifts(world: World): { shift: string; manned: Manned }[] {
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const today = wallClock(world.now, site.zone).date;
  return Object.keys(site.posts).flatMap((post) => {
    const running = [-1, 0].flatMap((days) => runningOn(site, post, datePlus(today, days), world));
    const lines = running.length > 0 ? world.outstanding({ site: towerSite, post }) : [];
    return running.map((shift) => ({ shift: shiftId(shift), manned: mannedAt(world, shift, lines) }));
  });
}

function runningOn(site: Site, post: string, date: BusinessDate, { now }: World): ShiftOccurrence[] {
  return shiftsOn(site, post, date)
    .flatMap(({ key: shift }) => occurrenceOf(site, { post, date, shift }) ?? [])
    .filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
}

/** Whether anybody stands at a post: a person who has left it is gone from every turn of theirs there. */
function isStoodAt(lines: readonly LedgerLine[]): boolean {
  const present = presencesIn(lines);
  const away = new Set(present.flatMap(({ as, turn }) => (as === "away" ? [turn.person] : [])));
  return present.some(({ as, turn }) => as === "covering" || (as === "on-duty" && !away.has(turn.person)));
}

/** Whoever might go and has missed their sign-off may have gone without saying so: nobody else leaves a post to them. */
function isMissedSignOff(world: World, line: LedgerLine): boolean {
  return tellsOfDuty(line.obligation) && escalationOf(world, line)?.missedAt !== undefined;
}

/** The shifts running at a post that was left in this very moment, where nobody stands and nobody has been called: that they will be is too late. */
export function leftUncalled(world: World, post: string): string[] {
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const today = wallClock(world.now, site.zone).date;
  const lines = world.outstanding({ site: towerSite, post });
  const staying = lines.filter((line) => !isMissedSignOff(world, line));
  if (
    isStoodAt(staying) ||
    lines.some((line) => aboutEmptiness.includes(line.obligation.what) && isCalled(world, line))
  )
    return [];
  return [-1, 0].flatMap((days) => runningOn(site, post, datePlus(today, days), world)).map((shift) => shiftId(shift));
}

/** Whoever stays on from the shift before stands at the post as well. */
function mannedAt(world: World, shift: ShiftName, lines: readonly LedgerLine[]): Manned {
  if (isStoodAt(lines)) return "somebody there";
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const own = occurrenceOf(site, shift);
  const relief = own && shiftAfter(site, own);
  const isToldOf = (line: LedgerLine) =>
    (speaksOf(line, shift) && isHeard(world, line)) ||
    (relief !== undefined && speaksOf(line, relief) && isCalled(world, line));
  return lines.some(isToldOf) ? "somebody called" : "empty unheard";
}

/** What calls for somebody at the post: to find one, to stand in, or to come as the relief. That somebody is to say something does not. */
const aboutEmptiness = ["manning.publish", "absence.stand-in", "attendance.relief"];

function speaksOf({ stream, obligation }: LedgerLine, shift: ShiftName): boolean {
  if (!aboutEmptiness.includes(obligation.what)) return false;
  if (stream.noun === "manning") return stream.id === manningId(shift) && obligation.detail?.shift === shift.shift;
  // Whoever left at once may have stayed on from an earlier shift: whoever comes to the post stands in for them.
  return obligation.what === "absence.stand-in" || stream.id.startsWith(`${shiftId(shift)}/`);
}

/** Somebody was called, or the first will be at a moment that is not past. */
function isHeard(world: World, line: LedgerLine): boolean {
  const { obligation } = line;
  const [first] = obligation.ladder;
  if (!first) return false;
  if (isCalled(world, line)) return true;
  const escalation = escalationOf(world, line);
  if (escalation && isAnswered(escalation)) return false;
  return callsAt(obligation.dueAt, first) >= world.now && lapsesAt(obligation, escalation) !== undefined;
}

/** A rung was called and nobody has answered, or whoever did still has time. */
function isCalled(world: World, line: LedgerLine): boolean {
  const escalation = escalationOf(world, line);
  if (!escalation) return false;
  if (isAnswered(escalation)) return (calledAnewAt(line.obligation, escalation) ?? world.now) > world.now;
  return escalation.rung > 0;
}

function escalationOf(world: World, { stream, obligation }: LedgerLine): Escalation | undefined {
  return world.streams.get(`${stream.site}:${stream.noun}/${stream.id}`)?.escalations[obligation.key];
}
