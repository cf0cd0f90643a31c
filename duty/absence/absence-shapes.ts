import { z } from "zod";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest } from "#duty/grammar/limits.ts";
import {
  businessDate,
  freeText,
  idFromOutside,
  instantFromOutside,
  instantShape,
  personShape,
  sealed,
  shiftName,
  shiftOccurrenceShape,
} from "#duty/grammar/shape.ts";

const why = z.enum(["meal", "work", "other"]);
/** One person's part in one shift of one post, as a request names it. */
const turnShape = shiftName.extend({ person: idFromOutside });

/** Words of whoever goes; which of them are needed, the regulation says. */
const words = {
  why,
  reason: freeText(longest.text).optional(),
  to: freeText(longest.text).optional(),
  device: freeText(longest.text).optional(),
};

export const askAbsenceBody = shiftName.extend({
  ...words,
  returnBy: instantFromOutside,
  /** Who is asked to stand there, with the shift in which they are on duty themselves. */
  cover: turnShape.optional(),
});
export const leaveAtOnceBody = shiftName;
export const comeBackBody = shiftName;
export const tellAbsenceBody = shiftName.extend({
  ...words,
  reason: freeText(longest.text),
  returnBy: instantFromOutside.optional(),
});
/** Whoever has left or asked to, named by their turn. */
export const ofSomebody = turnShape;
/** `own`: the shift in which whoever accepts is on duty themselves. */
export const acceptAbsenceBody = turnShape.extend({ own: shiftName });

const turn = z.strictObject({ post: z.string(), date: businessDate, shift: z.string(), person: personShape });
const told = z.array(personShape);
const said = { why, reason: sealed.optional(), to: sealed.optional(), device: sealed.optional() };

export const absenceEntries = {
  "absence.asked": z.strictObject({ occurrence: shiftOccurrenceShape, ...said, returnBy: instantShape, cover: turn }),
  "absence.left": z.strictObject({ occurrence: shiftOccurrenceShape, ...said, returnBy: instantShape, told }),
  "absence.left-at-once": z.strictObject({
    occurrence: shiftOccurrenceShape,
    told,
    /** For whom they stood somewhere, and do no longer. */
    stoodFor: turn.optional(),
  }),
  /** Whoever stood at the post that was left at once, or owes it, was called in the same moment, each about the post at which they stand. */
  "absence.colleagues-called": z.strictObject({
    people: z.array(z.strictObject({ person: personShape, post: z.string() })).min(1),
  }),
  "absence.accepted": z.strictObject({ cover: turn, told, instead: turn.optional() }),
  /** Whoever came at once has not confirmed what binds the post: by when they do, and the rules that ask for it. */
  "absence.accepted-unread": z.strictObject({
    by: personShape,
    regulation: z.string(),
    hash: z.string(),
    dueAt: instantShape,
    rules: z.array(z.string()),
  }),
  "absence.withdrawn": z.strictObject({}),
  "absence.lapsed": z.strictObject({}),
  "absence.heard": z.strictObject({}),
  /** Whoever heard stands at the post: nobody else has to come since these people left it. */
  "absence.heard-at-post": z.strictObject({ of: z.array(turn).min(1) }),
  /** Whoever was told of a leave is not on duty at the post any more, and need not say that they heard. */
  "absence.hearing-ended": z.strictObject({ number: z.int().min(1), person: personShape }),
  /** Somebody has left a place before they heard of these leaves: of each it is asked whether they stand where they were called about it. */
  "absence.gone-unheard": z.strictObject({
    of: z.array(z.strictObject({ turn, number: z.int().min(1) })).min(1),
    /** Their turn, or a cover in it, is over. */
    ended: z.enum(["turn", "cover"]),
  }),
  "absence.told": z.strictObject({ ...said, returnBy: instantShape.optional() }),
  "absence.returned": z.strictObject({ lateMinutes: z.int().min(0), cover: turn.optional() }),
  /** Whoever covered has gone; `bare` where nobody stands there now. */
  "absence.cover-ended": z.strictObject({ cover: turn, bare: z.boolean() }),
  "absence.ended": z.strictObject({
    cover: turn.optional(),
    stoodFor: turn.optional(),
    /** Nobody stands at the post: the call about that goes on, until this moment at the latest. */
    bareUntil: instantShape.optional(),
    /** Their shift ended as every shift does: why they left at once is owed still. */
    owesReason: z.literal(true).optional(),
  }),
  /** Somebody stands at the post again, however they came. */
  "absence.post-manned": z.strictObject({ by: personShape }),
  /** The shift that followed is over as well: who is to stand at the post now is owed by later ones. */
  "absence.post-passed": z.strictObject({}),
  /** Whoever came to a post that these people had left at once. */
  "absence.came-instead": z.strictObject({ of: z.array(turn).min(1) }),
  /** Whoever signs on at a post that they had left, in these turns of theirs, stands there again. */
  "absence.came-again": z.strictObject({ to: z.array(turn).min(1) }),
  /** Recorded as gone from the post while another turn of theirs there goes on: away from that one too. */
  "absence.found-gone": z.strictObject({ occurrence: shiftOccurrenceShape }),
  /** The shift for which they came early has begun, and they are not back. */
  "absence.shift-begun": z.strictObject({}),
  /** The shift from which they went is over, and they are not back. */
  "absence.still-away": z.strictObject({}),
  /** Nobody stands at the post while they are away into the turn that follows. */
  "absence.left-bare": z.strictObject({}),
  /** Whoever has ended the last of their turns at a post is away from these earlier ones no more. */
  "absence.gone-for-good": z.strictObject({ from: z.array(turn).min(1) }),
  "absence.stood": z.strictObject({ occurrence: shiftOccurrenceShape, standsFor: turn }),
  "absence.stood-down": z.strictObject({}),
} satisfies EntryShapes;

export type AskAbsenceBody = z.infer<typeof askAbsenceBody>;
export type AcceptAbsenceBody = z.infer<typeof acceptAbsenceBody>;
export type TellAbsenceBody = z.infer<typeof tellAbsenceBody>;
export type OfSomebody = z.infer<typeof ofSomebody>;
export type OwnShift = z.infer<typeof leaveAtOnceBody>;

export type AbsenceEntry = EntryOf<typeof absenceEntries>;
/** A turn as entries keep it. */
export type KeptTurn = Extract<AbsenceEntry, { type: "absence.stood" }>["body"]["standsFor"];
