import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import {
  accountFor,
  accountNamed,
  canSignIn,
  changeLanguage,
  endAccount,
  firstPasswordUntil,
  makeAccount,
  organisationOf,
  peopleOfSite,
  whoCanSignIn,
} from "#server/account/account.ts";
import { followJournal, followPerson } from "#server/account/account-consequences.ts";
import { lastRenewals } from "#server/account/account-event.ts";
import { changePassword } from "#server/account/change-password.ts";
import type { ClosedReason } from "#server/account/closed-reason.ts";
import {
  challengeDevice,
  deviceAt,
  devicesOf,
  enrolDevice,
  proveDevice,
  revokeDevice,
  revokeOwnDevice,
} from "#server/account/device.ts";
import { setPin, voidPin } from "#server/account/pin.ts";
import { holdPin } from "#server/account/proven-pin.ts";
import { closeAccess, renewAccess } from "#server/account/renew-access.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  account,
  desk,
  device,
  linKey,
  linsAccount,
  linsDesk,
  notOf,
  now,
  org,
  organisation,
  linId as person,
} from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* Accounts, their secrets and the devices: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;
let keys: Record<"publicKey" | "privateKey", typeof CryptoKey.prototype>;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
  const made = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  keys = made as typeof keys;
});

afterAll(() => database.drop());

const changing = (table: string, act: () => Promise<unknown>) => () => changesRow(sql, table, act);
const found = (ask: () => Promise<unknown>) => async () => (await ask()) !== undefined;
const some = (ask: () => Promise<{ readonly length: number }>) => async () => (await ask()).length > 0;
const left = { account: { left_at: 1 } };
const ofLin = notOf("account", "org", "person");
const event = { event: "e", at: 1, what: "access-closed", ...linKey };
const about = { org, device: "device", actor: "wu", reason: "丢了" as ClosedReason };

/** A challenge of ours, signed with the key of the device. */
async function proof() {
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const signed = new TextEncoder().encode("zhiban-device:challenge");
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, signed);
  const publicKey = { kty: kty as "EC", crv: crv as "P-256", x: x ?? "", y: y ?? "" };
  return { publicKey, challenge: "challenge", signature: Buffer.from(signature).toString("base64url") };
}

/** Proves the device with its key, which its row is given first. */
async function proves(): Promise<boolean> {
  const { publicKey, ...signed } = await proof();
  await sql`update device set public_key = ${sql.json(publicKey)}`;
  return (await proveDevice(sql, now, linsDesk, { ...signed, device: "device" })) === undefined;
}

async function enrols(): Promise<void> {
  await enrolDevice(sql, now, linsDesk, { ...(await proof()), site: "tower", name: "台机", actor: person });
}

const challenge = { challenge: "challenge", good_until: now + 1 };
const proving = { device, device_challenge: challenge, desk: { ...desk, device: null } };

/** Whose accounts are told what the journal says: all, or those of some people. */
async function looks(only?: { org: string; people: string[] }): Promise<boolean> {
  let looked = false;
  const read = async () => {
    looked = true;
    return new Map();
  };
  await followJournal(sql, () => now, read, only);
  return looked;
}

const backAgain = {
  ...{ ...linKey, password: "lantern-harbour-7", sites: ["tower"], mustChangePassword: true, followed: 3 },
};
const leaving = [{ version: 2, type: "person.left" }];

const first = { must_change_password: true };
const over = (until: number) => ({ account: { ...first, first_password_until: until } });

const accounts: Readonly<Record<string, RowReach>> = {
  "who can sign in at a site": {
    reaches: some(() => whoCanSignIn(sql, now, { org, site: "tower", people: [person] })),
    ...{ rows: { account }, but: [...ofLin, left, { account: { sites: ["mall"] } }, over(now)] },
  },
  "who can sign in though their first password has a time": {
    reaches: some(() => whoCanSignIn(sql, now, { org, site: "tower", people: [person] })),
    rows: { account: { ...account, ...first, first_password_until: now + 1 } },
    but: [over(now)],
  },
  "whether somebody can sign in": {
    reaches: () => canSignIn(sql, now, { org, person }),
    ...{ rows: { account }, but: [...ofLin, left, over(now)] },
  },
  "whose PIN it still is": {
    reaches: () => holdPin(sql, { org, person, hash: "pin" }),
    ...{ rows: { account }, but: [...notOf("account", "org", "person", "pin_hash"), left] },
  },
  "an organisation": {
    reaches: found(() => organisationOf(sql, org)),
    ...{ rows: { organisation }, but: notOf("organisation", "org") },
  },
  "whose name it is": {
    reaches: found(() => accountNamed(sql, "LIN")),
    ...{ rows: { account }, also: ofLin, but: [...notOf("account", "sign_in_name"), left] },
  },
  "whose account it is": {
    reaches: found(() => accountFor(sql, org, person)),
    ...{ rows: { account }, but: [...ofLin, left] },
  },
  "people of a site": {
    reaches: some(() => peopleOfSite(sql, org, "tower")),
    ...{ rows: { account }, also: [left, { account: { sites: ["mall", "tower"] } }] },
    but: [...notOf("account", "org"), { account: { sites: ["mall"] } }],
  },
  "whose password changes": {
    reaches: () => changePassword(sql, now, linsAccount, { next: "lantern-harbour-7" }),
    ...{ rows: { account }, but: [...notOf("account", "org", "person", "password_hash"), left] },
  },
  "whose language changes": {
    reaches: changing("account", () => changeLanguage(sql, org, person, "en")),
    ...{ rows: { account }, but: ofLin },
  },
  "whose account ends": {
    reaches: changing("account", () => endAccount(sql, now, org, person)),
    ...{ rows: { account }, but: [...ofLin, left] },
  },
  "who left": {
    reaches: changing("account", () => followPerson(sql, now, org, { person, entries: leaving })),
    ...{ rows: { account }, but: [...ofLin, left] },
  },
  "who has an account that follows the journal": {
    ...{ reaches: () => looks(), rows: { organisation, account } },
    but: [...notOf("account", "org"), left],
  },
  "whose account is to follow it now": {
    ...{ reaches: () => looks({ org, people: [person] }), rows: { organisation, account } },
    but: [...ofLin, left],
  },
  "for how long a first password is good": {
    reaches: async () => (await firstPasswordUntil(sql, now, org).catch(() => undefined)) !== undefined,
    ...{ rows: { organisation }, but: notOf("organisation", "org") },
  },
  "who comes back to an account": {
    reaches: () => makeAccount(sql, now, { ...backAgain, signInName: "lin" }),
    ...{ rows: { organisation, account: { ...account, left_at: 1 } }, but: [{ account: { left_at: null } }] },
  },
  "whose secrets were given up": {
    reaches: async () => (await lastRenewals(sql, org, [person])).size > 0,
    rows: { account_event: event },
    also: ["pin-reset-started", "access-renewed"].map((what) => ({ account_event: { what } })),
    but: notOf("account_event", "org", "person", "what"),
  },
  "whose PIN is set": {
    reaches: () => setPin(sql, now, linsAccount, { pin: "207419" }),
    ...{ rows: { account }, but: [...notOf("account", "org", "person", "password_hash"), left] },
  },
  "whose PIN is void": {
    reaches: changing("account", () => voidPin(sql, now, linKey)),
    ...{ rows: { account }, but: ofLin },
  },
  "whose access is closed": {
    reaches: changing("account", () => closeAccess(sql, now, linKey)),
    ...{ rows: { account }, but: ofLin },
  },
  "whose access is renewed after the last entry": {
    reaches: async () =>
      (await renewAccess(sql, now, { ...linKey, signInName: "lin" }, { actor: "wu", after: 5 })) !== undefined,
    ...{ rows: { organisation, account: { ...account, followed: 5 } }, but: [...ofLin, { account: { followed: 6 } }] },
  },
  "whose access is renewed": {
    reaches: changing("account", () => renewAccess(sql, now, { ...linKey, signInName: "lin" })),
    ...{ rows: { organisation, account }, but: ofLin },
  },
};

const devices: Readonly<Record<string, RowReach>> = {
  "devices of a site": {
    reaches: some(() => devicesOf(sql, org, "tower")),
    ...{ rows: { device }, also: [{ device: { revoked_at: 1 } }], but: notOf("device", "org", "site") },
  },
  "a device": {
    reaches: found(() => deviceAt(sql, org, "device")),
    ...{ rows: { device }, also: notOf("device", "site"), but: notOf("device", "org", "device") },
  },
  "which device is proved": {
    ...{ reaches: proves, rows: proving },
    but: [
      ...[
        ...notOf("device", "org", "device"),
        { device: { revoked_at: 1 } },
        ...notOf("device_challenge", "challenge"),
      ],
      { device_challenge: { good_until: now } },
    ],
  },
  "which desk is the device": {
    reaches: changing("desk", proves),
    rows: proving,
    but: [...notOf("desk", "org", "desk"), { desk: { device: "another" } }, { desk: { ended_at: 1 } }],
  },
  "which desk is enrolled": {
    reaches: changing("desk", enrols),
    rows: { device_challenge: challenge, desk: { ...desk, device: null } },
    but: [
      ...[...notOf("desk", "org", "desk"), { desk: { device: "another" } }, { desk: { ended_at: 1 } }],
      { device_challenge: { good_until: now } },
    ],
  },
  "which challenges are over": {
    reaches: changing("device_challenge", () => challengeDevice(sql, instant(now + 2))),
    ...{ rows: { device_challenge: challenge }, but: [{ device_challenge: { good_until: now + 2 } }] },
  },
  "which device is revoked": {
    reaches: changing("device", () => revokeDevice(sql, now, about)),
    ...{ rows: { device }, but: [...notOf("device", "org", "device"), { device: { revoked_at: 1 } }] },
  },
  "which device is revoked by who enrolled it": {
    reaches: changing("device", () => revokeOwnDevice(sql, now, about)),
    ...{ rows: { device }, but: [...notOf("device", "org", "device"), { device: { revoked_at: 1 } }] },
  },
};

test.each(Object.entries({ ...accounts, ...devices }))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});
