import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest } from "#duty/grammar/limits.ts";
import { businessDate, dateFromOutside, freeText, idFromOutside, personShape, sealed } from "#duty/grammar/shape.ts";

const ruleId = z.string().regex(/^[A-Z]{2,5}\d*-\d{2}$/);

const breach = z.strictObject({
  person: personShape,
  post: key,
  date: businessDate,
  shift: key,
  kind: z.enum(["abandonment", "conduct"]),
  rules: z.array(ruleId).min(1).max(20),
});

export const recordBody = breach.omit({ kind: true }).extend({
  person: idFromOutside,
  date: dateFromOutside,
  rules: z.array(ruleId.max(20)).min(1).max(20),
  account: freeText(longest.text),
});
export const violationEntries = {
  "violation.recorded": breach.extend({ account: sealed.optional() }),
} satisfies EntryShapes;

export type RecordBody = z.infer<typeof recordBody>;

export type ViolationEntry = EntryOf<typeof violationEntries>;
