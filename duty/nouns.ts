import { attendanceNoun } from "#duty/attendance/attendance.ts";
import type { AnyNoun } from "#duty/door/table.ts";
import { handoverNoun } from "#duty/handover/handover.ts";
import { logNoun } from "#duty/log/log.ts";
import { matterNoun } from "#duty/matter/matter.ts";
import { noticeNoun } from "#duty/notice/notice.ts";
import { personNoun } from "#duty/person/person.ts";
import { redactionNoun } from "#duty/redaction/redaction.ts";
import { rosterNoun } from "#duty/roster/roster.ts";
import { siteNoun } from "#duty/site/site.ts";
import { violationNoun } from "#duty/violation/violation.ts";

const all: readonly AnyNoun[] = [
  siteNoun,
  personNoun,
  rosterNoun,
  attendanceNoun,
  handoverNoun,
  logNoun,
  matterNoun,
  noticeNoun,
  violationNoun,
  redactionNoun,
];

/** Every noun of duty, by its name. */
export const nouns: Readonly<Record<string, AnyNoun>> = Object.fromEntries(all.map((each) => [each.noun, each]));
