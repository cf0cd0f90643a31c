import { z } from "zod";
import { anyPost, cites, functionKey, key } from "#duty/grammar/cited.ts";

/** What a regulation may say of people and their functions. It holds at a site as a whole, so the house alone is asked. */
export const personElement = z.strictObject({
  key,
  post: anyPost,
  /** Functions whose holders help others with their secrets, the highest first: those of the same and of every lower one. */
  help: z.strictObject({ order: z.array(functionKey).min(1).max(50).meta({ stricter: "fewer" }), cites }).optional(),
});

export type PersonRule = Partial<Omit<z.infer<typeof personElement>, "key" | "post">>;
