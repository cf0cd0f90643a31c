import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { longest } from "#duty/grammar/limits.ts";
import { caseId, freeText } from "#duty/grammar/shape.ts";

export const acknowledgeBody = z.strictObject({
  stream: z.strictObject({ noun: key, id: caseId }),
  key: caseId,
  /** Needed of whoever answers a call about themselves. */
  reason: freeText(longest.reason).optional(),
});

export type AcknowledgeBody = z.infer<typeof acknowledgeBody>;

/** What the dispatcher says of one call: who may hold a function there, as far as it knows, and who of them has a screen open now. */
export interface HearBody {
  readonly stream: { readonly noun: string; readonly id: string };
  readonly key: string;
  readonly rung: number;
  readonly candidates: readonly PersonId[];
  readonly listening: readonly PersonId[];
}
