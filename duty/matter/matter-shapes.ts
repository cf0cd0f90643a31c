import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest } from "#duty/grammar/limits.ts";
import {
  caseId,
  freeText,
  idFromOutside,
  instantFromOutside,
  instantShape,
  personShape,
  sealed,
} from "#duty/grammar/shape.ts";

const matterClass = z.enum(["ordinary", "important", "continuing"]);
const pageId = z.string().max(200);

export const openMatterBody = z.strictObject({
  post: key,
  class: matterClass,
  text: freeText(longest.text),
  dueAt: instantFromOutside,
  page: caseId.optional(),
  line: idFromOutside.optional(),
});

const named = z.strictObject({ post: key, matter: idFromOutside });
export const progressMatterBody = named.extend({ note: freeText(longest.text) });
export const releaseMatterBody = named.extend({ reason: freeText(longest.text) });
export const settleMatterBody = named.extend({ outcome: freeText(longest.text) });

/** Of an item of the kit: so many are not there, and of those that are, so many are damaged. */
const wanting = { missing: z.int(), damaged: z.int() };

export const matterEntries = {
  "matter.opened": z.strictObject({
    class: matterClass,
    text: sealed,
    dueAt: instantShape,
    under: z.int(),
    page: pageId.optional(),
    line: z.string().optional(),
  }),
  /** Opened by the hand-over that signed for it, held by whoever took the post over. */
  "matter.kit-wanting": z.strictObject({
    item: z.string(),
    ...wanting,
    handover: z.string(),
    by: personShape.optional(),
    dueAt: instantShape,
    under: z.int(),
  }),
  /** A later hand-over counted less of it, or more. */
  "matter.kit-recounted": z.strictObject({ ...wanting, handover: z.string() }),
  /** A later hand-over counted all of it, sound: that settles the matter. */
  "matter.kit-found": z.strictObject({ handover: z.string() }),
  "matter.progressed": z.strictObject({ note: sealed }),
  "matter.released": z.strictObject({ reason: sealed }),
  "matter.taken": z.strictObject({ handover: z.string(), by: personShape }),
  "matter.settled": z.strictObject({ outcome: sealed }),
} satisfies EntryShapes;

/** What a screen is told of a matter about kit; `since`: the hand-over that first signed for it. */
export const shownKit = z.object({ item: z.string(), ...wanting, since: z.string() });

export type ShownKit = z.infer<typeof shownKit>;
export type OpenMatterBody = z.infer<typeof openMatterBody>;
export type ProgressMatterBody = z.infer<typeof progressMatterBody>;
export type ReleaseMatterBody = z.infer<typeof releaseMatterBody>;
export type SettleMatterBody = z.infer<typeof settleMatterBody>;

export type MatterEntry = EntryOf<typeof matterEntries>;
