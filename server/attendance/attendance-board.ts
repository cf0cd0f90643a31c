import { type Attendance, signOnDueAt } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { tellsOfDuty } from "#duty/attendance/going-owed.ts";
import type { SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { minutesLate } from "#duty/grammar/obligation.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { type Assignment, dueFor, type Roster } from "#duty/roster/roster.ts";
import type { PostNow } from "#duty/site/running-shift.ts";
import { monthKey, presencesIn } from "#duty/wiring/questions.ts";
import type { ReadStream } from "#server/door/read-streams.ts";
import type { OutstandingRow } from "#server/ledger/ledger-view.ts";

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
  const presences = presencesIn(
    lines.map(({ id, key, what, person }) => ({
      stream: { id },
      obligation: { key, what, ...(person === null ? {} : { person }) },
    })),
  );
  return presences.flatMap(({ turn, as }) => (as === "away" ? [turn] : []));
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

/** A turn whose person has not come yet; undefined once they have. */
export function dueTurn({ occurrence, assignment }: BoardTurn, stream: ReadStream, now: Instant): DueTurn | undefined {
  const attendance = stream.state as Attendance;
  if (attendance.phase === "on" || attendance.phase === "off") return undefined;
  const dueAt = signOnDueAt(occurrence, stream.rule as AttendanceRule);
  return {
    person: assignment.person,
    leading: assignment.leading,
    date: occurrence.date,
    shift: occurrence.shift,
    startsAt: occurrence.startsAt,
    dueAt,
    lateMinutes: minutesLate(dueAt, now),
  };
}
