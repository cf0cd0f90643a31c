import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId, Recorded } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

/*
 * Whoever holds a line-up says who heard it, perhaps before any of them has signed on. When the shift is over it is told which of those who were due
 * never came: nobody stands as having heard it who was not there.
 */

/** Whom a line-up named, of somebody who has held one. */
export interface LineUpNamed {
  readonly named?: readonly PersonId[] | undefined;
  /** The shift is over, and it was asked who of them came. */
  readonly lookedBack?: true | undefined;
}

type OfLineUp = Extract<AttendanceEntry, { type: `attendance.${"briefed" | "lined-up" | "line-up-over"}` }>;

/** What becomes of a turn by a line-up: held, held by somebody else of the shift, or looked back at. */
export function linedUp(attendance: Attendance, entry: Recorded<OfLineUp>): Attendance {
  if (entry.type === "attendance.line-up-over")
    return attendance.phase === "on" || attendance.phase === "off" ? { ...attendance, lookedBack: true } : attendance;
  if (attendance.phase !== "on") return attendance;
  if (entry.type === "attendance.lined-up") return { ...attendance, linedUpAt: entry.at };
  return { ...attendance, briefedAt: entry.at, named: entry.body.attendees };
}

/** When it is asked who of those named came: when the shift ends. */
export function looksBackAt(attendance: Attendance): Instant | undefined {
  if (attendance.phase !== "on" && attendance.phase !== "off") return undefined;
  const { named = [], lookedBack, occurrence } = attendance;
  return named.length > 0 && !lookedBack ? occurrence.endsAt : undefined;
}

/** What the clock enters then. */
export function lookingBack(attendance: Attendance, now: Instant): AttendanceEntry[] {
  const at = looksBackAt(attendance);
  return at !== undefined && now >= at ? [{ type: "attendance.line-up-over", body: {} }] : [];
}

/** Follows that: of those who were named it is told who was due while the shift lasted, and came at no post. */
export const lookBack: Decide<
  Attendance,
  Turn,
  AttendanceRule,
  { readonly neverCame: readonly PersonId[] },
  AttendanceEntry
> = ({ facts: { neverCame } }) =>
  neverCame.length === 0 ? enter() : enter({ type: "attendance.named-never-came", body: { people: [...neverCame] } });
