import { attendanceNoun } from "#duty/attendance/attendance.ts";
import type { AnyNoun } from "#duty/door/table.ts";
import { noticeNoun } from "#duty/notice/notice.ts";
import { personNoun } from "#duty/person/person.ts";
import { rosterNoun } from "#duty/roster/roster.ts";
import { siteNoun } from "#duty/site/site.ts";
import { violationNoun } from "#duty/violation/violation.ts";

/** Every noun of duty, by its name. */
export const nouns: Readonly<Record<string, AnyNoun>> = Object.fromEntries(
  [siteNoun, personNoun, rosterNoun, attendanceNoun, noticeNoun, violationNoun].map((each) => [each.noun, each]),
);
