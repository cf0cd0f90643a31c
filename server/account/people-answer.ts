import { z } from "zod";
import { refusedForActor, refusedForPin, refusedForSite } from "#duty/door/edge-refusals.ts";
import { operation } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { longest, pinPattern } from "#duty/grammar/limits.ts";
import { freeText, idFromOutside } from "#duty/grammar/shape.ts";

const person = { method: "POST", params: z.object({ person: idFromOutside }) } as const;
const body = z.strictObject({ reason: freeText(longest.reason) });
/** Missing is refused as in a command: this is a signature, and says so. */
const signedBody = body.extend({
  pin: z.string().regex(pinPattern).optional(),
});
const another = [...refusedForActor, ...refusedForPin, "person.may-not-help", "person.unknown"];
/** Shown once, and asked to be changed at the first sign-in. */
const firstPasswordShape = z.object({ signInName: z.string(), firstPassword: z.string() });

/** What people sign in by, however it is written: nobody could enter another one at the door. */
export const signInNameShape = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9\p{Script=Han}][a-z0-9\p{Script=Han}._@-]{1,59}$/u);

/** An account for somebody who joined. */
export const accountMaking = operation({
  id: "people.make-account",
  method: "POST",
  path: "/api/people",
  body: z.strictObject({
    person: idFromOutside,
    signInName: signInNameShape,
    sites: z.array(key).min(1).max(200),
  }),
  answer: firstPasswordShape,
  refusals: [
    ...refusedForSite,
    ...refusedForActor,
    "account.name-taken",
    "person.not-administrator",
    "person.not-employed",
  ],
});

/** Opens a PIN that wrong tries have locked. */
export const pinUnlock = operation({
  ...person,
  id: "people.unlock-pin",
  path: "/api/people/:person/unlock",
  body: signedBody,
  answer: z.null(),
  refusals: [...another, "account.pin-unlocked-before", "person.own-pin"],
});

/** The PIN is void from now on: the person alone sets the next one, with their password. */
export const pinReset = operation({
  ...person,
  id: "people.reset-pin",
  path: "/api/people/:person/pin-reset",
  body: signedBody,
  answer: z.null(),
  refusals: [...another, "person.not-employed", "person.own-pin"],
});

/**
 * The password is void from now on, and with it the PIN: the person is gone from every desk, and signs in anew with a first password that
 * this answer alone tells.
 */
export const passwordReset = operation({
  ...person,
  id: "people.reset-password",
  path: "/api/people/:person/password-reset",
  body: signedBody,
  answer: firstPasswordShape,
  refusals: [...another, "person.not-employed", "person.own-password", "person.reset-meanwhile"],
});

/** All desks of the person end. */
export const leaving = operation({
  ...person,
  id: "people.leave",
  path: "/api/people/:person/leave",
  body: body.extend({ stays: idFromOutside.optional() }),
  answer: z.null(),
  refusals: [
    ...refusedForActor,
    "person.last-administrator",
    "person.not-administrator",
    "person.not-employed",
    "person.stays-without-access",
  ],
});

export type PinUnlockOperation = typeof pinUnlock;
export type PinResetOperation = typeof pinReset;
export type PasswordResetOperation = typeof passwordReset;
export type FirstPassword = z.output<typeof firstPasswordShape>;
