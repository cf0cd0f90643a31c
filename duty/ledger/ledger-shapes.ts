import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";

export const acknowledgeBody = z.strictObject({
  stream: z.strictObject({ noun: key, id: z.string().min(1).max(200) }),
  key: z.string().min(1).max(200),
});

export type AcknowledgeBody = z.infer<typeof acknowledgeBody>;
