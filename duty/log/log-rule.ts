import { z } from "zod";
import { anyPost, cites, functionKey, key, ladder } from "#duty/grammar/cited.ts";

/** Text of the regulation itself, in both of its languages. */
const inBothLanguages = { zh: z.string().min(1), en: z.string().min(1) };

/** A kind of line, and phrases that need only be picked. */
const category = z.strictObject({ key, ...inBothLanguages, phrases: z.array(z.strictObject(inBothLanguages)) });

/** What a regulation may say of the book of a post. Every node may be missing: then nothing is asked. */
export const logElement = z.strictObject({
  key,
  post: anyPost,
  /** Only who is on duty at the post writes in its book. */
  onDuty: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Every line has one of these kinds. */
  categories: z.strictObject({ list: z.array(category).min(1), cites }).optional(),
  /** So many lines and corrections of one person stand on one page at most. */
  perPerson: z.strictObject({ linesPerPage: z.int().min(1).max(1000).meta({ stricter: "less" }), cites }).optional(),
  /** A closed page is countersigned by a function, so many minutes after it was closed at the latest. */
  countersigned: z
    .strictObject({
      by: z.array(functionKey).min(1).meta({ stricter: "fewer" }),
      withinMinutes: z.int().min(1).max(100_000).meta({ stricter: "less" }),
      ladder,
      cites,
    })
    .optional(),
});

export type LogRule = Partial<Omit<z.infer<typeof logElement>, "key" | "post">>;
