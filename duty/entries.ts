import type { ZodType } from "zod";
import { attendanceEntries } from "#duty/attendance/attendance-shapes.ts";
import { obligationEntries } from "#duty/grammar/obligation.ts";

/** Shapes of the bodies of all entries, by type: what the door checks before it appends, and `verify` when it reads. */
export const entryShapes: Readonly<Record<string, ZodType>> = {
  ...obligationEntries,
  ...attendanceEntries,
};
