import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { businessDate } from "#duty/grammar/shape.ts";
import { elements } from "#duty/nouns.ts";

/*
 * The table of contents of a regulation: what an edition is, put together from what each noun lets it say.
 */

const inBothLanguages = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** `regulation.yaml`: one dated version of a text in force. `posts` and `functions` are its own words; a site maps them to its own. */
export const editionShape = z.strictObject({
  id: key,
  edition: businessDate,
  prefix: z.string().regex(/^[A-Z]{2,5}\d*$/),
  title: inBothLanguages,
  posts: z.record(key, inBothLanguages),
  functions: z.record(key, inBothLanguages),
  ...(Object.fromEntries(
    Object.entries(elements).map(([noun, element]) => [
      noun,
      z
        .array(element as z.ZodObject)
        .min(1)
        .optional(),
    ]),
  ) as { [N in keyof typeof elements]: z.ZodOptional<z.ZodArray<(typeof elements)[N]>> }),
});

/** Enforce: refused or computed. Track: due, recorded, missed and counted. Acknowledge: confirmed as read, citable. */
export const strength = z.enum(["enforce", "track", "acknowledge"]);

/** `rules.yaml`: the numbered rules, paraphrased. `pending` names the noun of a later release that will carry the rule out. */
export const rulesShape = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Z]{2,5}\d*-\d{2}$/),
        ...inBothLanguages.shape,
        strength,
        pending: key.optional(),
      }),
    )
    .min(1),
});

export type Edition = z.infer<typeof editionShape>;
export type Rules = z.infer<typeof rulesShape>;

/** The text that is adopted, as its canonical bytes spell it. */
export const adoptedShape = z.strictObject({ regulation: editionShape, rules: rulesShape.shape.rules });

export type AdoptedText = z.infer<typeof adoptedShape>;
