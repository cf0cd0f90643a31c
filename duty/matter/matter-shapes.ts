import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { caseId, freeText, instantFromOutside, instantShape, personShape, sealed } from "#duty/grammar/shape.ts";

const matterClass = z.enum(["ordinary", "important", "continuing"]);
const pageId = z.string().max(200);

export const openMatterBody = z.strictObject({
  post: key,
  class: matterClass,
  text: freeText(2000),
  dueAt: instantFromOutside,
  page: caseId.optional(),
  line: z.uuid().optional(),
});

const named = z.strictObject({ post: key, matter: z.uuid() });
export const progressMatterBody = named.extend({ note: freeText(2000) });
export const releaseMatterBody = named.extend({ reason: freeText(2000) });
export const settleMatterBody = named.extend({ outcome: freeText(2000) });

export const matterEntries = {
  "matter.opened": z.strictObject({
    class: matterClass,
    text: sealed,
    dueAt: instantShape,
    under: z.int(),
    page: pageId.optional(),
    line: z.string().optional(),
  }),
  "matter.progressed": z.strictObject({ note: sealed }),
  "matter.released": z.strictObject({ reason: sealed }),
  "matter.taken": z.strictObject({ handover: z.string(), by: personShape }),
  "matter.settled": z.strictObject({ outcome: sealed }),
} satisfies EntryShapes;

export type OpenMatterBody = z.infer<typeof openMatterBody>;
export type ProgressMatterBody = z.infer<typeof progressMatterBody>;
export type ReleaseMatterBody = z.infer<typeof releaseMatterBody>;
export type SettleMatterBody = z.infer<typeof settleMatterBody>;

export type MatterEntry = EntryOf<typeof matterEntries>;
