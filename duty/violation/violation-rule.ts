import { z } from "zod";
import { anyPost, cites, functionKey, key } from "#duty/grammar/cited.ts";

/** What a regulation may say of breaches of itself. */
export const violationElement = z.strictObject({
  key,
  post: anyPost,
  /** Functions whose holders may record a violation by citing a rule in force. */
  record: z.strictObject({ by: z.array(functionKey).min(1).meta({ stricter: "fewer" }), cites }).optional(),
});

export type ViolationRule = Partial<Omit<z.infer<typeof violationElement>, "key" | "post">>;
