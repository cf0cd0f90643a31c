import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest } from "#duty/grammar/limits.ts";
import {
  freeText,
  idFromOutside,
  instantFromOutside,
  instantShape,
  personShape,
  sealed,
  shiftName,
  shiftOccurrenceShape,
} from "#duty/grammar/shape.ts";

/** `record`: what was done at the post from which somebody changes to this one inside the shift. */
export const signOnBody = shiftName.extend({ record: freeText(longest.text).optional() });
export const briefBody = shiftName.extend({
  keyPoints: freeText(longest.text).optional(),
  attendees: z.array(idFromOutside).max(100),
});
/** `exchangeWith`: who stands at the other post and comes to this one instead, once both have said so. */
export const moveBody = shiftName.extend({
  to: key,
  record: freeText(longest.text).optional(),
  exchangeWith: idFromOutside.optional(),
});
export const withdrawExchangeBody = shiftName;
export const signOffBody = shiftName;
export const recordAbandonmentBody = shiftName.extend({
  person: idFromOutside,
  leftAt: instantFromOutside,
  account: freeText(longest.text),
});

export const recordSignOffBody = shiftName.extend({
  person: idFromOutside,
  at: instantFromOutside,
  reason: freeText(longest.reason),
});

const turn = z.strictObject({ occurrence: shiftOccurrenceShape, person: personShape });

export const attendanceEntries = {
  "attendance.expected": turn,
  "attendance.signed-on": turn.extend({
    lateMinutes: z.int().min(0),
    /** They had come in this turn before, and were recorded as gone from it. */
    again: z.literal(true).optional(),
    /** Post from which they moved. */
    from: key.optional(),
    /** Post at which they had stood in a shift that ran still, what they did there, and the page on which that is kept. */
    changedFrom: key.optional(),
    record: sealed.optional(),
    page: z.string().optional(),
  }),
  "attendance.briefed": z.strictObject({ keyPoints: sealed.optional(), attendees: z.array(personShape) }),
  /** The line-up was held for them by somebody else of their shift. */
  "attendance.lined-up": z.strictObject({ by: personShape }),
  /** Who else stood in the shift when the line-up was held. */
  "attendance.briefed-others": z.strictObject({ people: z.array(personShape).min(1) }),
  "attendance.moved": z.strictObject({
    to: key,
    record: sealed.optional(),
    page: z.string().optional(),
    /** Who has come to this post from that one in the same moment; `person` is whoever went. */
    exchanged: z.strictObject({ person: personShape, exchangeWith: personShape }).optional(),
  }),
  /** They would go to another post if whoever stands there comes to theirs; the record is of the time until then. */
  "attendance.exchange-offered": z.strictObject({ to: key, exchangeWith: personShape, record: sealed.optional() }),
  "attendance.exchange-withdrawn": z.strictObject({}),
  "attendance.signed-off": z.strictObject({ overtimeMinutes: z.int().min(0) }),
  "attendance.goes-at-end": z.strictObject({}),
  "attendance.freed": z.strictObject({}),
  /** They have not come, the call about it was answered, and somebody else of the shift is there. */
  "attendance.shift-manned": z.strictObject({}),
  /** Due to go and not allowed to: asked again at a moment, before anything counts as late. */
  "attendance.held": z.strictObject({ until: instantShape }),
  /** Due here and kept on duty at another post, in that turn: asked again at a moment, before anything counts as late. */
  "attendance.bound": z.strictObject({ until: instantShape, by: shiftName }),
  /** Their time to sign on was past, and missed, before they were kept there: it stays. */
  "attendance.missed-before": z.strictObject({}),
  /** They led the shift, and nobody of it was there when it began: nobody has held its line-up. */
  "attendance.line-up-lacking": z.strictObject({}),
  /** They went from there then, and have the time of whoever is put in from that moment on. */
  "attendance.unbound": z.strictObject({ since: instantShape }),
  /** The shift has ended before they could come: kept at another post, or put in too late. */
  "attendance.could-not-come": z.strictObject({}),
  "attendance.sign-off-recorded": z.strictObject({
    at: instantShape,
    overtimeMinutes: z.int().min(0),
    reason: sealed,
  }),
  "attendance.excused": z.strictObject({ cover: personShape }),
  "attendance.unscheduled": z.strictObject({}),
  /** They left the company while on duty. */
  "attendance.departed": z.strictObject({}),
  "attendance.put-in": turn,
  "attendance.absent": z.strictObject({}),
  /** They had been there in the shift, were put in anew and did not come again. */
  "attendance.not-again": z.strictObject({}),
  "attendance.abandoned": z.strictObject({
    leftAt: instantShape,
    account: sealed,
    violation: z.boolean(),
    /** They have come since for the shift that follows. */
    cameAgain: z.literal(true).optional(),
    /** Somebody else had entered an ordinary sign-off for them, or that they left the company: they are off duty already, and nothing changes at the post. */
    wasOff: z.literal(true).optional(),
  }),
} satisfies EntryShapes;

export type SignOnBody = z.infer<typeof signOnBody>;
export type BriefBody = z.infer<typeof briefBody>;
export type MoveBody = z.infer<typeof moveBody>;
export type WithdrawExchangeBody = z.infer<typeof withdrawExchangeBody>;
export type SignOffBody = z.infer<typeof signOffBody>;
export type RecordSignOffBody = z.infer<typeof recordSignOffBody>;
export type RecordAbandonmentBody = z.infer<typeof recordAbandonmentBody>;

export type AttendanceEntry = EntryOf<typeof attendanceEntries>;
