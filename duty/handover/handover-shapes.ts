import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest, mostMatters, mostPhotos } from "#duty/grammar/limits.ts";
import {
  caseId,
  countFromOutside,
  freeText,
  idFromOutside,
  instantShape,
  personShape,
  photoShape,
  sealed,
  shiftName,
  shiftOccurrenceShape,
} from "#duty/grammar/shape.ts";

const side = z.enum(["outgoing", "incoming"]);
const form = z.enum(["work", "property"]);
const head = z.strictObject({ version: z.int(), hash: z.string() });
const streamId = z.string().min(1).max(200);

/** Every act names the shift that hands over. */
export const standInBody = shiftName.extend({ reason: freeText(longest.text) });
/** Why a matter passes unfinished. */
const reasons = z
  .array(z.strictObject({ matter: caseId, reason: freeText(longest.text) }))
  .max(2 * mostMatters)
  .default([]);
export const prepareBody = shiftName.extend({
  summary: freeText(longest.summary).optional(),
  done: freeText(longest.summary).optional(),
  /** Says that no work is pending; whatever is pending is a matter of the post. */
  nothingPending: z.boolean().default(false),
  relief: idFromOutside.optional(),
  reasons,
});
/** What has changed since preparing is taken up; `relief`: somebody else relieves. */
export const amendBody = shiftName.extend({ relief: idFromOutside.optional(), reasons });
export const reopenBody = shiftName.extend({ reason: freeText(longest.text) });
export const readRecordsBody = shiftName;
export const countBody = shiftName.extend({
  counts: z
    .array(
      z.strictObject({
        item: key,
        found: countFromOutside,
        damaged: countFromOutside,
        missing: countFromOutside,
        explanation: freeText(longest.text).optional(),
      }),
    )
    .min(1)
    .max(200),
});
export const takeBooksBody = shiftName.extend({ books: z.array(key).min(1).max(50) });
export const raiseProblemBody = shiftName.extend({ text: freeText(longest.text) });
export const confirmProblemBody = shiftName.extend({ problem: caseId });
export const takeMatterBody = shiftName.extend({ matter: caseId });
export const signBody = shiftName.extend({
  forms: z.array(form).max(2),
  lateReason: freeText(longest.text).optional(),
});
export const reportFaultBody = shiftName.extend({
  text: freeText(longest.text),
  photos: z.array(photoShape).max(mostPhotos).default([]),
});
export const acknowledgeFaultBody = shiftName.extend({ fault: idFromOutside, note: freeText(longest.text).optional() });

const listedMatters = z.array(
  z.strictObject({
    id: streamId,
    class: z.enum(["ordinary", "important", "continuing"]),
    reason: sealed.optional(),
    /** How often somebody had told how it stands; missing: never. */
    notes: z.int().optional(),
    /** The item of the kit that it is about. */
    item: z.string().optional(),
  }),
);

const count = z.strictObject({
  item: z.string(),
  found: z.int(),
  damaged: z.int(),
  missing: z.int(),
  explanation: sealed.optional(),
});

/** At which version of the set-up each item and book last came to be as it is. */
const listedSince = z.strictObject({ kit: z.record(z.string(), z.int()), books: z.record(z.string(), z.int()) });

const listedKit = z.array(z.strictObject({ item: z.string(), expected: z.int() }));

/** What a signed count says of one item that is wanting, or is whole again. */
const wantingKit = z.strictObject({
  item: z.string(),
  missing: z.int(),
  damaged: z.int(),
  matter: streamId.optional(),
});

export const handoverEntries = {
  "handover.opened": z.strictObject({ occurrence: shiftOccurrenceShape }),
  /** `instead`: who leads the shift still and is away from it. */
  "handover.stood-in": z.strictObject({ person: personShape, reason: sealed, instead: personShape.optional() }),
  "handover.prepared": z.strictObject({
    summary: sealed.optional(),
    done: sealed.optional(),
    relief: personShape.optional(),
    next: streamId.optional(),
    matters: listedMatters,
    kit: listedKit,
    books: z.array(z.string()),
    since: listedSince.optional(),
    page: head,
  }),
  /** The form tells what has changed since: which matters are open, and who relieves. Signatures given before are void. */
  "handover.amended": z.strictObject({
    relief: personShape.optional(),
    matters: listedMatters,
    /** The page as it stands now, where lines of it were corrected or it is cut only now. */
    page: head.optional(),
    /** The page that takes over, where none was cut for it before. */
    next: streamId.optional(),
    /** Nobody can be named any more who takes over. */
    alone: z.literal(true).optional(),
    since: listedSince.optional(),
  }),
  /** With it: the kit and the books that the post has by its set-up now, where they are others than the form said. */
  "handover.lists-amended": z.strictObject({ kit: listedKit, books: z.array(z.string()) }),
  /** What is open at the post now, as whoever takes up what was closed alone goes through it. */
  "handover.matters-listed": z.strictObject({ matters: listedMatters }),
  "handover.reopened": z.strictObject({
    reason: sealed,
    /** Since when somebody was due to take over who came too late, so that the shift had been closed alone. */
    owedSince: instantShape.optional(),
  }),
  /** It was owed, and nobody was there who could take the post over: it is asked again then. */
  "handover.relief-waited": z.strictObject({ until: instantShape }),
  /** Since when it can pass on, where it could not when it was owed: somebody has come, or nobody is waited for any more. */
  "handover.can-pass": z.strictObject({ since: instantShape }),
  "handover.records-read": z.strictObject({ page: head }),
  "handover.counted": z.strictObject({ counts: z.array(count) }),
  "handover.books-taken": z.strictObject({ books: z.array(z.string()) }),
  "handover.problem-raised": z.strictObject({
    problem: z.string(),
    text: sealed.optional(),
    item: z.string().optional(),
  }),
  "handover.problem-confirmed": z.strictObject({ problem: z.string(), side }),
  "handover.matter-taken": z.strictObject({ matter: streamId }),
  "handover.signed": z.strictObject({ side, forms: z.array(form), seen: head, lateReason: sealed.optional() }),
  "handover.completed": z.strictObject({
    outgoing: personShape.optional(),
    incoming: personShape.optional(),
    next: streamId.optional(),
    matters: z.array(streamId),
    lateMinutes: z.int().min(0),
    /** What is wanting of the kit by the count that was signed, and what was before and is whole again; `matter`: by which it was followed. */
    kit: z.array(wantingKit).optional(),
    /** Closed alone, and nobody goes on: by when the next shift there is over, which takes it up before. */
    takeUpBy: instantShape.optional(),
    /** What the same person had closed alone before: nobody has to take that up any more. */
    follows: z.array(streamId).min(1).optional(),
  }),
  /** Whoever came next has taken up what was closed alone, as the post was set up then; `kit` as above. */
  "handover.taken-up": z.strictObject({
    incoming: personShape,
    matters: z.array(streamId),
    listed: z.strictObject({ kit: listedKit, books: z.array(z.string()), page: head }),
    kit: z.array(wantingKit).optional(),
  }),
  /** Whoever had closed it alone came again themselves and has handed the post over: nobody takes it up any more. */
  "handover.take-up-ended": z.strictObject({ followedBy: streamId }),
  /** Nobody came who could have taken it up in time: it is for the shift that is over then. */
  "handover.take-up-put-off": z.strictObject({ until: instantShape }),
  /** Nobody ever came in this shift, and what it left is told of all the same. */
  "handover.never-begun": z.strictObject({ occurrence: shiftOccurrenceShape }),
  "handover.fault-found": z.strictObject({
    ...{ fault: z.string(), text: sealed, photos: z.array(photoShape) },
    /** Whose shift it was: a call about it is about them (ZB-27). */
    of: z.array(personShape).optional(),
  }),
  /** What a count found wanting of the kit after the shift had left; `by`: who counted it, `of` as above. */
  "handover.kit-fault-found": z.strictObject({
    ...{ fault: z.string(), item: z.string(), missing: z.int(), damaged: z.int() },
    ...{ by: personShape.optional(), of: z.array(personShape) },
  }),
  "handover.fault-acknowledged": z.strictObject({ fault: z.string(), note: sealed.optional() }),
} satisfies EntryShapes;

export type StandInBody = z.infer<typeof standInBody>;
export type PrepareBody = z.infer<typeof prepareBody>;
export type AmendBody = z.infer<typeof amendBody>;
export type ReopenBody = z.infer<typeof reopenBody>;
export type CountBody = z.infer<typeof countBody>;
export type TakeBooksBody = z.infer<typeof takeBooksBody>;
export type RaiseProblemBody = z.infer<typeof raiseProblemBody>;
export type ConfirmProblemBody = z.infer<typeof confirmProblemBody>;
export type TakeMatterBody = z.infer<typeof takeMatterBody>;
export type SignBody = z.infer<typeof signBody>;
export type ReportFaultBody = z.infer<typeof reportFaultBody>;
export type AcknowledgeFaultBody = z.infer<typeof acknowledgeFaultBody>;

export type HandoverEntry = EntryOf<typeof handoverEntries>;
