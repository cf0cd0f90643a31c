import type { Attendance } from "#duty/attendance/attendance.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Life } from "./habit.ts";
import { atTower } from "./troupe.ts";

/*
 * What everybody at a post sees before they do something: who is on duty, and how far the hand-over has come. Nobody goes by what they
 * remember: between two looks somebody may have gone, come, or been put in.
 */

/** Who is on duty in a shift. Somebody whom a human plays is not among them. */
export function onDutyIn({ troupe }: Life, shift: ShiftName): readonly PersonId[] {
  const there = [...troupe.knownOf("attendance", shift.post)].flatMap(({ key, state }) => {
    const turn = turnNamed(key.id);
    return (state as Attendance).phase === "on" && shiftId(turn) === shiftId(shift) ? [turn.person] : [];
  });
  return there.toSorted();
}

/** Whether somebody was on duty in a shift and has gone. */
export function hasGone({ troupe }: Life, shift: ShiftName, person: PersonId): boolean {
  const state = troupe.knows<Attendance>(atTower("attendance", `${shiftId(shift)}/${person}`));
  return state?.phase === "off";
}

/** Whether a shift has passed its post on. */
export function isHandedOver({ troupe }: Life, shift: ShiftName): boolean {
  return troupe.knows<Handover>(atTower("handover", shiftId(shift)))?.phase === "completed";
}

/** Whether the page of a shift goes on: its hand-over has begun and is not prepared. */
export function pageGoesOn({ troupe }: Life, shift: ShiftName): boolean {
  return troupe.knows<Handover>(atTower("handover", shiftId(shift)))?.phase === "open";
}
