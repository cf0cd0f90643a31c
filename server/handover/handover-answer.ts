import { z } from "zod";
import { asDutyHasIt, headShape, listAsked, siteAsked, streamShape, textsShape } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { shiftName } from "#duty/grammar/shape.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import { shownKit } from "#duty/matter/matter-shapes.ts";

/** An open matter of the post; `text` is null where it was erased. */
const matterShape = z.object({
  id: z.string(),
  class: z.enum(["ordinary", "important", "continuing"]),
  text: z.string().nullable(),
  /** What the last count says, where it is about an item of the kit: it has no text then. */
  kit: shownKit.nullable(),
  dueAt: z.int(),
  holder: z.string().nullable(),
  released: z.boolean(),
  /** Whether whoever acts may let it pass, and it waits for that. */
  mayRelease: z.boolean(),
});

/** One hand-over with all that its rules ask for, so that a screen can ask them itself why something may not be done. */
export const handoverView = view({
  id: "handover.show",
  path: "/api/handover",
  query: siteAsked.extend(shiftName.shape),
  answer: z.object({
    now: z.int(),
    stream: streamShape,
    head: headShape,
    state: asDutyHasIt<Handover>("Handover"),
    rule: asDutyHasIt<HandoverRule>("HandoverRule"),
    facts: asDutyHasIt<PrepareFacts>("PrepareFacts"),
    texts: textsShape,
    matters: z.array(matterShape),
    /** Keys of the faults that whoever acts may answer for. */
    faultsToAnswer: z.array(z.string()),
  }),
  refusals: [...refusedForSite, ...refusedForLooker],
});

/** One hand-over in a list. */
const rowShape = z.object({
  id: z.string(),
  post: z.string(),
  date: z.string(),
  shift: z.string(),
  phase: z.enum(["open", "prepared", "completed"]),
  startsAt: z.int(),
  endsAt: z.int(),
  preparedAt: z.int().nullable(),
  completedAt: z.int().nullable(),
  outgoing: z.string().nullable(),
  incoming: z.string().nullable(),
  lateMinutes: z.int().nullable(),
  problems: z.int(),
  matters: z.int(),
  faults: z.int(),
  faultsOpen: z.int(),
});

/** The history of a site's hand-overs, or of one post's, newest first. */
export const handoversView = view({
  id: "handover.list",
  path: "/api/handover/list",
  query: listAsked,
  answer: z.object({ now: z.int(), handovers: z.array(rowShape).readonly() }),
  refusals: refusedForSite,
});

export type HandoverView = typeof handoverView;
export type HandoverAnswer = z.output<HandoverView["answer"]>;
export type HandoverMatter = z.output<typeof matterShape>;
