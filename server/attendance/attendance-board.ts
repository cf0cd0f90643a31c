import { type Attendance, firstToldAt, mayComeAgain } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { signOnDueAt } from "#duty/attendance/coming-due.ts";
import { tellsOfDuty } from "#duty/attendance/going-owed.ts";
import type { SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { minutesLate } from "#duty/grammar/obligation.ts";
import { type Presence, type Turn, turnId } from "#duty/grammar/presence.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Assignment, dueFor, type Roster } from "#duty/roster/roster.ts";
import type { PostNow } from "#duty/site/running-shift.ts";
import { monthKey, presencesIn } from "#duty/wiring/questions.ts";
import type { ReadStream } from "#server/door/read-streams.ts";
import type { OutstandingRow } from "#server/ledger/ledger-view.ts";
import type { CoversHere, GoneFromDuty } from "./attendance-answer.ts";

/** The rosters in which the people of a plan stand. */
export function rosterKeys(site: SiteId, { post, shift, next }: PostNow): StreamKey[] {
  return [shift, next].flatMap((each) => (each ? [monthKey(site, post, each.date)] : []));
}

export interface BoardTurn {
  readonly occurrence: ShiftOccurrence;
  readonly assignment: Assignment;
  readonly key: StreamKey;
}

/** Everybody who is assigned to the running or the next shift. */
export function turnsOf(
  site: SiteId,
  { post, shift, next }: PostNow,
  rosters: ReadonlyMap<string, Roster>,
): BoardTurn[] {
  return [shift, next].flatMap((occurrence) => {
    const roster = occurrence && rosters.get(monthKey(site, post, occurrence.date).id);
    if (!occurrence || !roster) return [];
    return dueFor(roster, occurrence).map((assignment) => {
      const id = turnId({ ...occurrence, person: assignment.person });
      return { occurrence, assignment, key: { site, noun: "attendance", id } };
    });
  });
}

/** The lines of the ledger that say of somebody that they are on duty. */
export function linesOfDuty(lines: readonly OutstandingRow[]): readonly OutstandingRow[] {
  return lines.filter(({ noun, key, what }) => noun === "attendance" && tellsOfDuty({ key, what }));
}

/** Turns whose person has left the post for a while. */
export function turnsAway(lines: readonly OutstandingRow[]): Turn[] {
  return lines.flatMap(presenceOf).flatMap(({ turn, as }) => (as === "away" ? [turn] : []));
}

/** Who stands at each post for somebody who is away. */
export function coversAtPosts(lines: readonly OutstandingRow[]): (CoversHere & { readonly post: string })[] {
  return lines.flatMap((line) =>
    presenceOf(line).flatMap(({ turn: { post, person }, standsFor }) =>
      standsFor === undefined ? [] : [{ post, person, standsFor, since: line.opensAt }],
    ),
  );
}

function presenceOf({ id, key, what, person }: OutstandingRow): readonly Presence[] {
  return presencesIn([{ stream: { id }, obligation: { key, what, ...(person === null ? {} : { person }) } }]);
}

export interface DueTurn {
  readonly person: string;
  readonly leading: boolean;
  readonly date: string;
  readonly shift: string;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  readonly lateMinutes: number;
}

/** A turn whose person is there, or has left it for a while; nothing otherwise. */
export function onOf({ state, rule }: ReadStream, away: readonly Turn[]) {
  const attendance = state as Attendance;
  if (attendance.phase !== "on") return [];
  const { occurrence, person, onAt, lateMinutes, briefedAt, offer: offered } = attendance;
  const { post, date, shift } = occurrence;
  const isAway = away.some((each) => each.person === person && shiftId(each) === shiftId(occurrence));
  const offer = offered ? { to: offered.to, exchangeWith: offered.exchangeWith } : null;
  return [
    {
      ...{ post, person, date, shift, since: onAt, lateMinutes, briefed: briefedAt !== undefined, away: isAway, offer },
      ...{ recordSignOff: leftTo(rule, "recordSignOff"), abandonment: leftTo(rule, "abandonment") },
    },
  ];
}

/** The shift that runs and the last before it: of these it is told who has gone. */
export function shiftsGone({ shift, last }: PostNow): string[] {
  return [shift, last].flatMap((each) => (each ? [shiftId(each)] : []));
}

/** A turn whose person has gone; nothing while they are there. */
export function goneTurn({ state, rule }: ReadStream): (GoneFromDuty & { readonly post: string })[] {
  const attendance = state as Attendance;
  if (attendance.phase !== "off") return [];
  const { occurrence, person, onAt: since, offAt, how, entered = null } = attendance;
  return [
    {
      ...{ post: occurrence.post, date: occurrence.date, shift: occurrence.shift, person, since, offAt, how, entered },
      ...{ toldAt: firstToldAt(attendance), corrects: leftTo(rule, "recordSignOff") },
      abandonment: leftTo(rule, "abandonment"),
    },
  ];
}

/** To whom the rules of a turn leave something, null where they say nothing of it. */
function leftTo(rule: ReadStream["rule"], what: "recordSignOff" | "abandonment") {
  const left = (rule as AttendanceRule)[what];
  return left ? { by: left.by, cites: left.cites } : null;
}

/** A turn whose person has not come yet, or was recorded as gone and may come again; undefined where they are there, or have gone for good. */
export function dueTurn({ occurrence, assignment }: BoardTurn, stream: ReadStream, now: Instant): DueTurn | undefined {
  const attendance = stream.state as Attendance;
  const isAgain = mayComeAgain(attendance, now);
  if (attendance.phase === "on" || (attendance.phase === "off" && !isAgain)) return undefined;
  const dueAt = signOnDueAt(occurrence, stream.rule as AttendanceRule);
  return {
    person: assignment.person,
    leading: assignment.leading,
    date: occurrence.date,
    shift: occurrence.shift,
    startsAt: occurrence.startsAt,
    dueAt,
    lateMinutes: isAgain ? 0 : minutesLate(dueAt, now),
  };
}
