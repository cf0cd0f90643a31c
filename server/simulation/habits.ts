import { absenceHabit } from "./absence-habit.ts";
import { attendanceHabit } from "./attendance-habit.ts";
import type { Habit } from "./habit.ts";
import { handoverHabit } from "./handover-habit.ts";
import { logHabit } from "./log-habit.ts";
import { manningHabit } from "./manning-habit.ts";
import { matterHabit } from "./matter-habit.ts";
import type { Meeting } from "./meeting.ts";
import { noticeHabit } from "./notice-habit.ts";
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
  noticeHabit,
];

const meetings: Readonly<Record<string, Meeting>> = Object.assign({}, ...habits.map(({ meets }) => meets ?? {}));

/**
 * How something owed is met.
 * @throws Error where no habit says it
 */
export function meetingOf(what: string): Meeting {
  const meeting = meetings[what];
  if (!meeting) throw new Error(`nobody knows how ${what} is met: see meets in habits.ts`);
  return meeting;
}
