import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longest } from "#duty/grammar/limits.ts";
import { businessDate, freeText, idFromOutside, label, sealed } from "#duty/grammar/shape.ts";

const staffNumber = z.string().regex(/^[A-Za-z0-9-]{1,20}$/);
const phone = z.string().regex(/^\+?[0-9 -]{5,20}$/);
const holding = z.strictObject({ function: key, site: key, post: key.optional() });

const shiftTold = z.strictObject({ post: key, date: businessDate, shift: key });

export const joinBody = z.strictObject({
  person: idFromOutside,
  name: label(60),
  staffNumber,
  phone: phone.optional(),
});
export const grantFunctionBody = holding.extend({ person: idFromOutside });
/** `stays`: an administrator who remains when the one of whom this is said is none any more, and did not leave it to another one. */
const ending = { person: idFromOutside, reason: freeText(longest.reason), stays: idFromOutside.optional() };
export const endFunctionBody = holding.extend(ending);
/** Of the PIN, or of the password. */
export const resetBody = z.strictObject({ person: idFromOutside, reason: freeText(longest.reason) });
export const leaveBody = z.strictObject(ending);

export const personEntries = {
  "person.joined": z.strictObject({ name: sealed, staffNumber, phone: sealed.optional() }),
  "person.function-granted": holding,
  "person.function-ended": holding.extend({ reason: sealed }),
  "person.pin-reset": z.strictObject({ reason: sealed }),
  "person.password-reset": z.strictObject({ reason: sealed }),
  "person.left": z.strictObject({ reason: sealed }),
  /** At a site whose duty they had: in which shifts they were on duty, which shifts were theirs, and what they owed there by name. */
  "person.duty-ended": z.strictObject({
    on: z.array(shiftTold),
    turns: z.array(shiftTold),
    owed: z.array(z.strictObject({ noun: z.string(), id: z.string(), key: z.string(), what: z.string() })),
  }),
} satisfies EntryShapes;

export type JoinBody = z.infer<typeof joinBody>;
export type GrantFunctionBody = z.infer<typeof grantFunctionBody>;
export type EndFunctionBody = z.infer<typeof endFunctionBody>;
export type ResetBody = z.infer<typeof resetBody>;
export type LeaveBody = z.infer<typeof leaveBody>;

export type PersonEntry = EntryOf<typeof personEntries>;
export type DutyEndedBody = Extract<PersonEntry, { type: "person.duty-ended" }>["body"];
