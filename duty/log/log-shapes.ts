import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest, mostPhotos } from "#duty/grammar/limits.ts";
import {
  freeText,
  idFromOutside,
  personShape,
  photoShape,
  sealed,
  shiftName,
  shiftOccurrenceShape,
} from "#duty/grammar/shape.ts";

export const writeLineBody = shiftName.extend({
  text: freeText(longest.text),
  category: key.optional(),
  photos: z.array(photoShape).max(mostPhotos).default([]),
});
export const correctLineBody = shiftName.extend({ line: idFromOutside, text: freeText(longest.text) });
export const countersignBody = shiftName.extend({ note: freeText(longest.text).optional() });

const pageId = z.string();

export const logEntries = {
  "log.page-opened": z.strictObject({ occurrence: shiftOccurrenceShape }),
  "log.line-written": z.strictObject({
    line: z.string(),
    text: sealed,
    category: key.optional(),
    photos: z.array(photoShape),
    duringHandover: z.boolean(),
    by: personShape.optional(),
  }),
  "log.line-corrected": z.strictObject({ line: z.string(), text: sealed }),
  "log.page-reopened": z.strictObject({ handover: z.string() }),
  "log.page-cut": z.strictObject({ handover: z.string(), next: pageId.optional() }),
  "log.page-closed": z.strictObject({ handover: z.string(), next: pageId.optional() }),
  "log.countersigned": z.strictObject({ note: sealed.optional() }),
} satisfies EntryShapes;

export type WriteLineBody = z.infer<typeof writeLineBody>;
export type CorrectLineBody = z.infer<typeof correctLineBody>;
export type CountersignBody = z.infer<typeof countersignBody>;

export type LogEntry = EntryOf<typeof logEntries>;
