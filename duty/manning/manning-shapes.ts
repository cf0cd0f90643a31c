import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { instantShape, personShape } from "#duty/grammar/shape.ts";

const found = z.strictObject({
  ...{ shift: key, startsAt: instantShape, endsAt: instantShape, manned: z.boolean() },
  /** Of the post and not of the plan: nobody stands there while the shift runs, or somebody does again. */
  emptied: z.boolean().optional(),
  /** Who left it so, and since when it has stood empty where that was before it was entered. */
  left: personShape.optional(),
  since: instantShape.optional(),
});

export const manningEntries = {
  /** Only what is new: shifts of the date that nobody is due for or stands in, and those of them that have somebody since. */
  "manning.reckoned": z.strictObject({ under: z.int(), shifts: z.array(found).min(1) }),
  /** These shifts are over, or the post does not owe them any more. */
  "manning.ended": z.strictObject({ shifts: z.array(key).min(1) }),
  /** Somebody who was due has left the shift for good, and does not count as being there any more. */
  "manning.left": z.strictObject({ under: z.int(), shift: key, person: personShape }),
  /** They have come to the shift again. */
  "manning.came-back": z.strictObject({ under: z.int(), shift: key, person: personShape }),
} satisfies EntryShapes;

export type ManningEntry = EntryOf<typeof manningEntries>;
export type FoundShift = Extract<ManningEntry, { type: "manning.reckoned" }>["body"]["shifts"][number];
