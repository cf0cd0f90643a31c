import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { businessDate, dateFromOutside, freeText, monthFromOutside, personShape, sealed } from "#duty/grammar/shape.ts";

const assignment = z.strictObject({ date: businessDate, shift: key, person: personShape, leading: z.boolean() });
const assignments = z.array(assignment).max(2000);

export const publishBody = z.strictObject({
  post: key,
  month: monthFromOutside,
  assignments: z.array(assignment.extend({ date: dateFromOutside })).max(2000),
});
export const arrangeCoverBody = z.strictObject({
  post: key,
  date: dateFromOutside,
  shift: key,
  absent: personShape,
  cover: personShape,
  reason: freeText(500),
});

export const rosterEntries = {
  "roster.published": z.strictObject({ under: z.int(), assignments }),
  "roster.cover-arranged": arrangeCoverBody
    .omit({ post: true, reason: true })
    .extend({ date: businessDate, reason: sealed }),
} satisfies EntryShapes;

export type PublishBody = z.infer<typeof publishBody>;
export type ArrangeCoverBody = z.infer<typeof arrangeCoverBody>;

export type RosterEntry = EntryOf<typeof rosterEntries>;
