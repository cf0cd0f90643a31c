import type { PersonId, Recorded } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
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

/** A turn as far as a line-up changes it. */
type Lined = LineUpNamed & { readonly phase: string; readonly occurrence?: ShiftOccurrence };

type OfLineUp = Extract<AttendanceEntry, { type: `attendance.${"briefed" | "lined-up" | "line-up-over"}` }>;

/** What becomes of a turn by a line-up: held, held by somebody else of the shift, or looked back at. */
export function linedUp<T extends Lined>(attendance: T, entry: Recorded<OfLineUp>): T {
  if (entry.type === "attendance.line-up-over")
    return attendance.phase === "on" || attendance.phase === "off" ? { ...attendance, lookedBack: true } : attendance;
  if (attendance.phase !== "on") return attendance;
  if (entry.type === "attendance.lined-up") return { ...attendance, linedUpAt: entry.at };
  return { ...attendance, briefedAt: entry.at, named: entry.body.attendees };
}

/** When it is asked who of those named came: when the shift ends. */
export function looksBackAt(attendance: Lined): Instant | undefined {
  if (attendance.phase !== "on" && attendance.phase !== "off") return undefined;
  const { named = [], lookedBack, occurrence } = attendance;
  return named.length > 0 && !lookedBack ? occurrence?.endsAt : undefined;
}

/** What the clock enters then. */
export function lookingBack(attendance: Lined, now: Instant): AttendanceEntry[] {
  const at = looksBackAt(attendance);
  return at !== undefined && now >= at ? [{ type: "attendance.line-up-over", body: {} }] : [];
}
