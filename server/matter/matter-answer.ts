import { z } from "zod";
import { asDutyHasIt, mostRows, postAsked } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { caseId, instantInAddress } from "#duty/grammar/shape.ts";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import { shownKit } from "#duty/matter/matter-shapes.ts";

const noteShape = z.object({
  what: z.enum(["progressed", "released", "settled"]),
  text: z.string().nullable(),
  by: z.string().nullable(),
  at: z.int(),
});

/** A matter with what was said of it; a text is null where it was erased. */
const matterShape = z.object({
  /** `<post>/<uuid>` */
  id: z.string(),
  post: z.string(),
  class: z.enum(["ordinary", "important", "continuing"]),
  text: z.string().nullable(),
  /** What the last count says, where it is about an item of the kit: it has no text then. */
  kit: shownKit.nullable(),
  openedAt: z.int(),
  openedBy: z.string().nullable(),
  dueAt: z.int(),
  settledAt: z.int().nullable(),
  holder: z.string().nullable(),
  passes: z.int(),
  released: z.boolean(),
  page: z.string().nullable(),
  line: z.string().nullable(),
  /** The latest of what was said of it, and how much was said before. */
  notes: z.array(noteShape),
  earlier: z.int(),
  /** Whether whoever acts may let it pass, and it waits for that. */
  mayRelease: z.boolean(),
  /** False where it is not for whoever acts to say that it is done with. */
  maySettle: z.boolean(),
});

/** What is open, by due time; with `settledBefore`, what was settled, the latest first. `after`: the last matter that is known already. */
export const mattersView = view({
  id: "matter.list",
  path: "/api/matter",
  query: postAsked.extend({
    settledBefore: instantInAddress.optional(),
    after: caseId.optional(),
    most: mostRows(200),
  }),
  answer: z.object({
    now: z.int(),
    matters: z.array(matterShape),
    /** Whether there are others, which are asked for with `after`. */
    more: z.boolean(),
    /** What the regulation says of matters at the post; nothing, where no one post was asked for. */
    rule: asDutyHasIt<MatterRule>("MatterRule"),
  }),
  refusals: [...refusedForSite, ...refusedForLooker],
});

export type MattersView = typeof mattersView;
export type MattersAnswer = z.output<MattersView["answer"]>;
export type ShownMatter = z.output<typeof matterShape>;
