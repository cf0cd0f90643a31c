import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import {
  accountFor,
  accountNamed,
  changeLanguage,
  changePassword,
  endAccount,
  firstPasswordUntil,
  makeAccount,
  organisationOf,
  peopleOfSite,
  whoCanSignIn,
} from "#server/account/account.ts";
import { followJournal, followPerson } from "#server/account/account-consequences.ts";
import { lastRenewals } from "#server/account/account-event.ts";
import type { ClosedReason } from "#server/account/closed-reason.ts";
import {
  challengeDevice,
  deviceAt,
  devicesOf,
  enrolDevice,
  proveDevice,
  revokeDevice,
} from "#server/account/device.ts";
import { hashPassword } from "#server/account/password.ts";
import { setPin, tryPin, unlockPin, voidPin } from "#server/account/pin.ts";
import { closeAccess, renewAccess } from "#server/account/renew-access.ts";
import { forgetTriesAt, forgetTriesOf, lookAtTry, type Subject } from "#server/account/try-count.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  account,
  atDesk,
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
  seat,
  sha256,
} from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* Accounts, their secrets and the devices: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;
let pinHash: string;
let keys: Record<"publicKey" | "privateKey", typeof CryptoKey.prototype>;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
  pinHash = await hashPassword("207419");
  const made = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  keys = made as typeof keys;
});

afterAll(() => database.drop());

const changing = (table: string, act: () => Promise<unknown>) => () => changesRow(sql, table, act);
const found = (ask: () => Promise<unknown>) => async () => (await ask()) !== undefined;
const some = (ask: () => Promise<{ readonly length: number }>) => async () => (await ask()).length > 0;
const left = { account: { left_at: 1 } };
const ofLin = notOf("account", "org", "person");
const own: Subject = { counted: "passwordAnywhere", text: "lin" };
const elsewhere: Subject = { counted: "address", text: "10.0.0.1" };
const count = (subject: string, more: object = {}) => ({ subject: sha256(subject), failures: 3, at: now, ...more });
const lins = count("passwordAnywhere:lin", linKey);
const event = { event: "e", at: 1, what: "access-closed", ...linKey };
const byAnother = { ...linKey, actor: "wu", reason: "忘了" as ClosedReason };
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

/** With the right PIN; where others have closed it everywhere, only who gave it here before is asked at all. */
async function pinVerdict(): Promise<string> {
  await sql`update account set pin_hash = ${pinHash}`;
  const at = { ...atDesk, browser: "browser" };
  return (await tryPin(sql, now, { person, pin: "207419", desk: at, address: "10.0.0.1" })).verdict;
}

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

const closed = { try_count: count(`pinAnywhere:${org}/${person}`, { ...linKey, closed_until: now + 1 }) };

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
    reaches: () => changePassword(sql, now, linsAccount, "lantern-harbour-7"),
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
    reaches: () => setPin(sql, now, linsAccount, "207419"),
    ...{ rows: { account }, but: [...notOf("account", "org", "person", "password_hash"), left] },
  },
  "whose PIN is void": {
    reaches: changing("account", () => voidPin(sql, org, person)),
    ...{ rows: { account }, but: ofLin },
  },
  "whose access is closed": {
    reaches: changing("account", () => closeAccess(sql, now, linKey)),
    ...{ rows: { account }, but: ofLin },
  },
  "whose access is renewed": {
    reaches: changing("account", () => renewAccess(sql, now, { ...linKey, signInName: "lin" })),
    ...{ rows: { organisation, account }, but: ofLin },
  },
};

const looksAtTry = (more: { readonly among: Subject | undefined; readonly isRight?: () => Promise<boolean> }) =>
  lookAtTry(sql, now, { own, takesBack: false, isRight: async () => false, ...more });

const tries: Readonly<Record<string, RowReach>> = {
  "where somebody gave their PIN": {
    reaches: changing("desk_person", pinVerdict),
    ...{ rows: { account, desk_person: seat }, but: notOf("desk_person", "org", "desk", "person") },
  },
  "who gave their PIN here before": {
    reaches: async () => (await pinVerdict()) === "right",
    rows: { account, desk_person: { ...seat, pin_right_at: 1 }, ...closed },
    but: [...notOf("desk_person", "org", "desk", "person"), { desk_person: { pin_right_at: null } }],
  },
  "whose tries are forgotten": {
    reaches: changing("try_count", () => forgetTriesOf(sql, org, person)),
    ...{ rows: { try_count: lins }, but: notOf("try_count", "org", "person") },
  },
  "whose pauses are ended": {
    reaches: changing("try_count", () => unlockPin(sql, now, byAnother)),
    ...{ rows: { try_count: lins }, but: notOf("try_count", "org", "person") },
  },
  "which tries are forgiven": {
    reaches: changing("try_count", () => forgetTriesAt(sql, own)),
    ...{ rows: { try_count: lins }, but: [{ try_count: { subject: sha256("passwordAnywhere:wu") } }] },
  },
  "which tries are counted on": {
    reaches: changing("try_count", () => looksAtTry({ among: undefined })),
    ...{ rows: { try_count: lins }, but: [{ try_count: { subject: sha256("passwordAnywhere:wu") } }] },
  },
  "which tries a right one forgets": {
    reaches: changing("try_count", () => looksAtTry({ among: undefined, isRight: async () => true })),
    ...{ rows: { try_count: lins }, but: [{ try_count: { subject: sha256("passwordAnywhere:wu") } }] },
  },
  "which tries are refused": {
    reaches: async () => (await looksAtTry({ among: elsewhere })).verdict === "refused",
    rows: { try_count: { ...lins, closed_until: now + 1 } },
    also: [{ try_count: { subject: sha256("address:10.0.0.1") } }],
    but: [{ try_count: { closed_until: now } }, { try_count: { subject: sha256("address:10.0.0.2") } }],
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
};

test.each(Object.entries({ ...accounts, ...tries, ...devices }))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});
