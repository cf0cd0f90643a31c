import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { caseId } from "#duty/grammar/shape.ts";

export const acknowledgeBody = z.strictObject({
  stream: z.strictObject({ noun: key, id: caseId }),
  key: caseId,
});

export type AcknowledgeBody = z.infer<typeof acknowledgeBody>;
