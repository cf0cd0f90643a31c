import type { ZodType } from "zod";
import { attendanceEntries } from "#duty/attendance/attendance-shapes.ts";
import { obligationEntries } from "#duty/grammar/obligation.ts";
import type { Upcasts } from "#duty/grammar/upcast.ts";
import { handoverEntries } from "#duty/handover/handover-shapes.ts";
import { logEntries } from "#duty/log/log-shapes.ts";
import { matterEntries } from "#duty/matter/matter-shapes.ts";
import { noticeEntries, noticeUpcasts } from "#duty/notice/notice-shapes.ts";
import { personEntries } from "#duty/person/person-shapes.ts";
import { redactionEntries } from "#duty/redaction/redaction-shapes.ts";
import { rosterEntries } from "#duty/roster/roster-shapes.ts";
import { siteEntries } from "#duty/site/site-shapes.ts";
import { violationEntries } from "#duty/violation/violation-shapes.ts";

/** Shapes of the bodies of all entries, by type: what the door checks before it appends, and `verify` when it reads. */
export const entryShapes: Readonly<Record<string, ZodType>> = {
  ...obligationEntries,
  ...siteEntries,
  ...personEntries,
  ...rosterEntries,
  ...attendanceEntries,
  ...noticeEntries,
  ...violationEntries,
  ...handoverEntries,
  ...logEntries,
  ...matterEntries,
  ...redactionEntries,
};

/** Types that are no longer written, and how they read in the words of their successors. */
export const upcasts: Upcasts = { ...noticeUpcasts };
