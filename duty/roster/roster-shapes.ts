import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest } from "#duty/grammar/limits.ts";
import {
  businessDate,
  dateFromOutside,
  freeText,
  idFromOutside,
  monthFromOutside,
  personShape,
  sealed,
} from "#duty/grammar/shape.ts";

const assignment = z.strictObject({ date: businessDate, shift: key, person: personShape, leading: z.boolean() });
const assignments = z.array(assignment).max(2000);

export const publishBody = z.strictObject({
  post: key,
  month: monthFromOutside,
  assignments: z.array(assignment.extend({ date: dateFromOutside, person: idFromOutside })).max(2000),
  /** Covers in force that the new plan takes away, as whoever publishes knows them. */
  undoes: z
    .array(z.strictObject({ date: dateFromOutside, shift: key, cover: idFromOutside }))
    .max(2000)
    .optional(),
});
export const arrangeCoverBody = z.strictObject({
  post: key,
  date: dateFromOutside,
  shift: key,
  absent: idFromOutside,
  cover: idFromOutside,
  reason: freeText(longest.reason),
});

export const takeBackCoverBody = arrangeCoverBody.omit({ absent: true });

const plannedTurns = z.array(assignment.omit({ leading: true })).max(4000);
const cover = z.strictObject({ date: businessDate, shift: key, absent: personShape, cover: personShape });

export const rosterEntries = {
  "roster.published": z.strictObject({ under: z.int(), assignments }),
  "roster.cover-arranged": arrangeCoverBody
    .omit({ post: true, reason: true })
    .extend({ date: businessDate, absent: personShape, cover: personShape, reason: sealed }),
  "roster.turns-changed": z.strictObject({ dropped: plannedTurns, added: plannedTurns }),
  /** Of somebody who has left the company. */
  "roster.turns-vacated": z.strictObject({ turns: plannedTurns.min(1) }),
  "roster.cover-undone": cover,
  "roster.cover-taken-back": cover.extend({ reason: sealed }),
} satisfies EntryShapes;

export type PublishBody = z.infer<typeof publishBody>;
export type TakeBackCoverBody = z.infer<typeof takeBackCoverBody>;
export type ArrangeCoverBody = z.infer<typeof arrangeCoverBody>;

export type RosterEntry = EntryOf<typeof rosterEntries>;
