import { absenceHabit } from "./absence-habit.ts";
import { attendanceHabit } from "./attendance-habit.ts";
import type { Habit } from "./habit.ts";
import { handoverHabit } from "./handover-habit.ts";
import { logHabit } from "./log-habit.ts";
import { manningHabit } from "./manning-habit.ts";
import { matterHabit } from "./matter-habit.ts";
import { rosterHabit } from "./roster-habit.ts";
import { violationHabit } from "./violation-habit.ts";

/**
 * What people do on duty, one line a noun. All draw from one chance in this order: a new habit stands last, and gives every seed another life
 * from its first draw on.
 */
export const habits: readonly Habit[] = [
  // They draw in this order.
  logHabit,
  attendanceHabit,
  handoverHabit,
  matterHabit,
  absenceHabit,
  violationHabit,
  rosterHabit,
  manningHabit,
];
