/*
 * Codes with which the edge of the server refuses, by what brings them with it. They stand in the document of the interface beside those of
 * the operation itself.
 */

/** Whatever is asked. */
export const refusedAnywhere = [
  "house.database-away",
  "house.fault",
  "house.no-room",
  "request.nothing-here",
  "request.refused",
  "request.too-many",
];

/** Whatever sends more than a path. */
export const refusedForShape = ["shape.invalid"];

/** Whatever changes something. */
export const refusedWhenPosted = [
  "request.foreign-origin",
  "request.not-json",
  "request.too-large",
  "request.unknown-host",
  "request.wrong-media-type",
];

/** Where a desk must be there, and where it must be open. */
export const refusedWithoutDesk = ["account.not-signed-in"];
export const refusedWhileLocked = ["account.desk-locked", "account.person-locked"];

/** Where a site is named. */
export const refusedForSite = ["site.unknown"];

/** Where it matters who looks. */
export const refusedForLooker = ["account.not-at-this-desk"];

/** Where somebody acts: they must be at the desk, and have secrets of their own. */
export const refusedForActor = [...refusedForLooker, "account.first-password", "account.first-pin"];

/** Where a PIN is shown (ZB-02). */
export const refusedForPin = [
  "account.first-pin",
  "account.pin-paused",
  "account.pin-replaced",
  "account.pin-required",
  "account.pin-wrong",
];

/** Whatever is sent as a command, whichever the act. */
export const refusedAsCommand = [
  ...refusedForSite,
  ...refusedForActor,
  "command.other-body",
  "number.not-whole",
  "photo.unknown",
  "text.not-well-formed",
  "value.not-json",
];
