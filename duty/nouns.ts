import { attendanceKind } from "#duty/attendance/attendance.ts";
import type { AnyKind } from "#duty/door/table.ts";
import { handoverKind } from "#duty/handover/handover.ts";
import { logKind } from "#duty/log/log.ts";
import { matterKind } from "#duty/matter/matter.ts";
import { noticeKind } from "#duty/notice/notice.ts";
import { personKind } from "#duty/person/person.ts";
import { redactionKind } from "#duty/redaction/redaction.ts";
import { rosterKind } from "#duty/roster/roster.ts";
import { siteKind } from "#duty/site/site.ts";
import { violationKind } from "#duty/violation/violation.ts";

const all: readonly AnyKind[] = [
  siteKind,
  personKind,
  rosterKind,
  attendanceKind,
  handoverKind,
  logKind,
  matterKind,
  noticeKind,
  violationKind,
  redactionKind,
];

/** Every noun of duty, by its name. */
export const nouns: Readonly<Record<string, AnyKind>> = Object.fromEntries(all.map((each) => [each.noun, each]));
