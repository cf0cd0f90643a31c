import { tellsOfDuty } from "#duty/attendance/going-owed.ts";
import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { attendanceMeetings } from "./attendance-meetings.ts";
import type { Habit } from "./habit.ts";

/** Now and then somebody goes home and forgets to sign off. */
export const attendanceHabit: Habit = {
  noun: "attendance",
  during: () => [],
  meets: attendanceMeetings,
  forgets: (life, { stream, obligation }, person) =>
    tellsOfDuty(obligation) && obligation.person === person && life.isRare(shiftNamed(stream.id), "sign-off-recorded"),
};
