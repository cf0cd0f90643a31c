import { z } from "zod";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { freeText, sealed } from "#duty/grammar/shape.ts";

/** A commitment or a photo's hash: 64 hexadecimal digits either way. */
const erased = z.string().regex(/^[0-9a-f]{64}$/);

export const orderBody = z.strictObject({ erases: z.array(erased).min(1).max(500), reason: freeText(500) });

export const redactionEntries = {
  "redaction.ordered": z.strictObject({ erases: z.array(erased).min(1), reason: sealed }),
} satisfies EntryShapes;

export type OrderBody = z.infer<typeof orderBody>;

export type RedactionEntry = EntryOf<typeof redactionEntries>;
