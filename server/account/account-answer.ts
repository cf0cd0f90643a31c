import { z } from "zod";
import { siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForActor, refusedForPin, refusedForSite } from "#duty/door/edge-refusals.ts";
import { operation, view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { longest, mostSealed, pinPattern, triesAlone } from "#duty/grammar/limits.ts";
import { exactText, freeText, idFromOutside, label } from "#duty/grammar/shape.ts";

const languageShape = z.enum(["zh-CN", "zh-Hant", "en"]);
const passwordShape = exactText({ shortest: 1, longest: longest.password });
const nameShape = freeText(longest.account).toLowerCase();
const pinShape = z.string().regex(pinPattern);

const personShape = z.object({
  person: z.string(),
  name: z.string(),
  signInName: z.string(),
  mustChangePassword: z.boolean(),
  mustSetPin: z.boolean(),
  /** While secrets must be chosen anew: who gave up the old ones, without a name at the console, and when. */
  renewed: z.object({ at: z.int(), by: z.string().nullable() }).nullable(),
  language: languageShape,
  /** Nothing is done in their name before they have proved anew who they are. */
  locked: z.boolean(),
  functions: z.array(z.object({ function: z.string(), site: z.string(), post: z.string().optional() })),
});

/** A desk: one browser, and who has signed in at it. */
const sessionShape = z.object({
  people: z.array(personShape),
  /** Nobody at the desk may do anything. */
  locked: z.boolean(),
  lockedAt: z.int().nullable(),
  locksAt: z.int().nullable(),
  /** After so long without hands at work a desk locks: who keeps one open says so several times within it. */
  idleSeconds: z.int().positive(),
  endsAt: z.int().nullable(),
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  sites: z.array(z.object({ site: z.string(), name: z.string(), zone: z.string(), demonstration: z.boolean() })),
  device: z.object({ id: z.string(), name: z.string() }).nullable(),
  /**
   * At an enrolled browser, while somebody acts there: by what its key signs in their name what waits, and which acts may go so. A page keeps it no
   * longer than the session that tells it.
   */
  opening: z
    .object({ id: z.string(), secret: z.string(), site: z.string(), person: z.string(), acts: z.array(z.string()) })
    .nullable(),
  /**
   * At an enrolled browser: the openings that it keeps sealed under the PIN of their people, for the time without the network. Where one is not named any
   * more, what was sealed with it is to be forgotten.
   */
  sealed: z.array(z.object({ id: z.string(), person: z.string(), until: z.int() })),
  /** In the answer to the right PIN alone: the opening to be sealed under it, with its secret. */
  toSeal: z
    .object({ id: z.string(), secret: z.string(), site: z.string(), person: z.string(), until: z.int() })
    .nullable(),
  demonstration: z.boolean(),
  now: z.int(),
});

export type Session = z.output<typeof sessionShape>;
export type PersonHere = z.output<typeof personShape>;

/** Changes of the desk itself answer with the whole session. */
const posted = { method: "POST", answer: sessionShape } as const;
const elsewhere = "account.not-at-this-desk";
/** Where a password is shown. */
const forPassword = ["account.too-many-tries", "account.password-wrong", "account.first-password-over"];
/** Where a name and its password are shown. */
const forSignIn = ["account.sign-in-failed", "account.too-many-tries", "account.first-password-over"];
/** Where a PIN is chosen. */
const forOwnPin = ["account.first-password", "account.pin-weak"];

/** Also when nobody is signed in: then `people` is empty. */
export const sessionView = view({
  id: "session.show",
  path: "/api/session",
  desk: "anyone",
  answer: sessionShape,
  refusals: [],
});

/** Adds a person to the desk; it sends nobody away. */
export const signIn = operation({
  ...posted,
  id: "session.sign-in",
  path: "/api/session/sign-in",
  desk: "anyone",
  body: z.strictObject({ name: nameShape, password: passwordShape }),
  refusals: [...forSignIn],
});

/** Without `person`, everybody. */
export const signOut = operation({
  ...posted,
  id: "session.sign-out",
  path: "/api/session/sign-out",
  desk: "locked",
  body: z.strictObject({ person: idFromOutside.optional() }),
  refusals: [elsewhere],
});

export const deskLock = operation({
  ...posted,
  id: "session.lock",
  path: "/api/session/lock",
  desk: "locked",
  refusals: [],
});

export const deskUnlock = operation({
  ...posted,
  id: "session.unlock",
  path: "/api/session/unlock",
  desk: "locked",
  body: z.strictObject({
    person: idFromOutside,
    pin: pinShape,
    /** What was tried in vain at this browser while nobody heard it, to be counted before this try is looked at. */
    triedAlone: z
      .array(z.strictObject({ person: idFromOutside, wrong: z.int().min(1).max(triesAlone) }))
      .max(mostSealed)
      .optional(),
  }),
  refusals: [elsewhere, ...refusedForPin],
});

/** Somebody moves, types or scrolls: the desk stays open. */
export const deskTouch = operation({
  id: "session.touch",
  method: "POST",
  path: "/api/session/touch",
  answer: z.null(),
  refusals: [],
});

export const passwordChange = operation({
  ...posted,
  id: "session.change-password",
  path: "/api/session/password",
  desk: "locked",
  body: z.strictObject({ person: idFromOutside, current: passwordShape, next: passwordShape }),
  refusals: [elsewhere, ...forPassword, "account.password-weak"],
});

/** The password alone suffices, whether the old PIN is known, forgotten, locked or given up. */
export const pinChoice = operation({
  ...posted,
  id: "session.choose-pin",
  path: "/api/session/pin",
  desk: "locked",
  body: z.strictObject({ person: idFromOutside, password: passwordShape, pin: pinShape }),
  refusals: [elsewhere, ...forPassword, ...forOwnPin],
});

export const languageChoice = operation({
  ...posted,
  id: "session.choose-language",
  path: "/api/session/language",
  body: z.strictObject({ person: idFromOutside, language: languageShape }),
  refusals: [elsewhere],
});

/** For somebody who is not signed in. */
export const pinReplacement = operation({
  id: "session.replace-forgotten-pin",
  method: "POST",
  path: "/api/pin-reset",
  desk: "anyone",
  body: z.strictObject({ name: nameShape, password: passwordShape, pin: pinShape }),
  answer: z.null(),
  refusals: [...forSignIn, ...forOwnPin],
});

/** The public half of a key that never leaves its browser. */
const publicKeyShape = z.strictObject({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string().regex(/^[\w-]{43}$/),
  y: z.string().regex(/^[\w-]{43}$/),
});

/** A challenge of ours, and its signature by the key. */
const proof = {
  challenge: z.string().regex(/^[\w-]{43}$/),
  signature: z.string().regex(/^[\w-]{86}$/),
};

const deviceShape = z.object({
  id: z.string(),
  name: z.string(),
  site: z.string(),
  enrolledBy: z.string(),
  enrolledAt: z.int(),
  revokedAt: z.int().nullable(),
});

export const devicesView = view({
  id: "device.list",
  path: "/api/devices",
  query: siteAsked,
  answer: z.object({ devices: z.array(deviceShape) }),
  refusals: refusedForSite,
});

/**
 * A lost phone: its desks end at once. `revoked`: false where whoever enrolled it has ended their own session there alone, as others use it and they
 * hold no function at its site.
 */
export const deviceRevocation = operation({
  id: "device.revoke",
  method: "POST",
  path: "/api/devices/:device/revoke",
  params: z.object({ device: idFromOutside }),
  body: z.strictObject({ reason: freeText(longest.reason) }),
  answer: z.object({ revoked: z.boolean() }),
  refusals: [...refusedForActor, "account.not-a-supervisor", "device.unknown"],
});

/**
 * For who supervises a site: what came by the proof of a device, the latest hundred. `authorLeft`: whoever wrote it had left the company when it came.
 */
export const arrivalsView = view({
  id: "device.arrivals",
  path: "/api/devices/arrivals",
  query: siteAsked,
  answer: z.object({
    arrivals: z.array(
      z.object({
        command: z.string(),
        act: z.string(),
        device: z.string(),
        person: z.string(),
        writtenAt: z.int(),
        cameAt: z.int(),
        authorLeft: z.boolean(),
      }),
    ),
  }),
  refusals: [...refusedForSite, ...refusedForActor, "account.not-a-supervisor"],
});

/** Good for two minutes, once. */
export const deviceChallenge = operation({
  id: "device.challenge",
  method: "POST",
  path: "/api/devices/challenge",
  answer: z.object({ challenge: z.string() }),
  refusals: [],
});

export const deviceEnrolment = operation({
  id: "device.enrol",
  method: "POST",
  path: "/api/devices",
  body: z.strictObject({ site: key, name: label(longest.account), publicKey: publicKeyShape, ...proof }),
  answer: z.object({ device: z.string() }),
  refusals: [
    ...refusedForSite,
    ...refusedForActor,
    "device.already-enrolled",
    "device.not-proved",
    "device.person-has-enough",
    "device.site-has-enough",
  ],
});

/** This desk is the enrolled device from now on. */
export const deviceProving = operation({
  id: "device.prove",
  method: "POST",
  path: "/api/devices/prove",
  body: z.strictObject({ device: idFromOutside, ...proof }),
  answer: sessionShape,
  refusals: ["device.already-enrolled", "device.not-proved", "device.unknown"],
});

export type SessionView = typeof sessionView;
export type SignInOperation = typeof signIn;
export type SignOutOperation = typeof signOut;
export type DeskLockOperation = typeof deskLock;
export type DeskUnlockOperation = typeof deskUnlock;
export type DeskTouchOperation = typeof deskTouch;
export type PasswordChangeOperation = typeof passwordChange;
export type PinChoiceOperation = typeof pinChoice;
export type LanguageChoiceOperation = typeof languageChoice;
export type PinReplacementOperation = typeof pinReplacement;
export type DevicesView = typeof devicesView;
export type DeviceRevocationOperation = typeof deviceRevocation;
export type DeviceChallengeOperation = typeof deviceChallenge;
export type DeviceEnrolmentOperation = typeof deviceEnrolment;
export type DeviceProvingOperation = typeof deviceProving;
export type ArrivalsView = typeof arrivalsView;
export type PublicKey = z.output<typeof publicKeyShape>;
