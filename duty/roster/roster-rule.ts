import { z } from "zod";
import { anyPost, cites, functionKey, key } from "#duty/grammar/cited.ts";

const by = z.array(functionKey).min(1).meta({ stricter: "fewer" });

/** What a regulation may say of rosters. */
export const rosterElement = z.strictObject({
  key,
  post: anyPost,
  /** Functions whose holders may publish a month. */
  publish: z.strictObject({ by, cites }).optional(),
  /** Functions whose holders may put somebody in for an absent person. */
  cover: z.strictObject({ by, cites }).optional(),
  /** Who publishes a month again has seen the plan in force, and names each cover that the new one takes away. */
  again: z.strictObject({ seen: z.boolean(), coversNamed: z.boolean(), cites }).optional(),
  /** Nobody stands in two shifts that overlap. */
  noOverlap: z.strictObject({ required: z.boolean(), cites }).optional(),
});

export type RosterRule = Partial<Omit<z.infer<typeof rosterElement>, "key" | "post">>;
