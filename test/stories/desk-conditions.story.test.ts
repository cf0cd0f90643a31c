import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import { deskAgain, desksOfTokens, deskWith, IDLE, noteActivity } from "#server/account/desk-session.ts";
import { watchDesks } from "#server/account/desk-watch.ts";
import { browserKnownTo, browserKnownToAnybody } from "#server/account/known-browser.ts";
import {
  cutDevice,
  cutOwnAtDevice,
  cutPerson,
  leaveDesk,
  leaveIdlest,
  lockDesk,
  lockPerson,
  othersUseDevice,
} from "#server/account/leave-desk.ts";
import { rememberDesks } from "#server/account/remembered-desks.ts";
import { joinDesk, openFor } from "#server/account/take-desk.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  account,
  atDesk,
  desk,
  device,
  hexOf,
  knownBrowser,
  laterDesk,
  linKey,
  linsAccount,
  linsDesk,
  lost,
  notOf,
  now,
  org,
  organisation,
  linId as person,
  seat,
  sha256,
  shownElsewhere,
  shownLater,
  token,
} from "#test/desk-rows.ts";
import { askReach, changesRow, type RowReach, standingAlone } from "#test/rows-but-one.ts";

/* Who sits at which desk: each condition of each statement, by a row that misses it alone. */

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres", standingAlone);
});

afterAll(() => database.drop());

const sitting = { organisation, account, desk, desk_person: seat, device };
/** At whose desk nobody is, whatever is asked. */
const gone = [
  ...notOf("desk_person", "org", "desk", "person"),
  ...notOf("account", "org", "person"),
  ...[{ account: { left_at: 1 } }, { desk: { ended_at: 1 } }, { device: { revoked_at: 1 } }],
  { desk_person: { ends_at: now } },
  // Where each row fits the next one, but not the desk.
  { desk_person: { org: "another" }, account: { org: "another" } },
];
const revoked = { revoked_at: 1 };
/** No device, or another one that was revoked. */
const otherDevices = [
  { desk: { device: null }, device: revoked },
  { device: { ...revoked, org: "another" } },
  { device: { ...revoked, device: "another" } },
];
const empty = { desk, desk_person: { ...seat, person: "wu", desk: "another" } };
const others = { desk, desk_person: { ...seat, person: "wu" } };
const wu = { desk_person: { person: "wu" } };
const joins = (at: Parameters<typeof joinDesk>[3]) => joinDesk(sql, now, linsAccount, at);
const browserJoined = async () => {
  await joins({ token, desk: undefined });
  return (await sql`select from desk where browser = 'browser' and opened_at = ${now}`).length > 0;
};
const changing = (table: string, act: () => Promise<unknown>) => () => changesRow(sql, table, act);

/** Whether a stream that is open at the desk in somebody's name stays open. */
async function looksOn(): Promise<boolean> {
  let ending: string | undefined;
  const watch = watchDesks(sql, () => now);
  watch.watch({ ...atDesk, heldBy: hexOf(token), people: [person] }, (how) => {
    ending = how;
  });
  await watch.look();
  watch.stop();
  return ending === undefined;
}

const proven = { person, hash: "pin" };
const shownDesk = { ...atDesk, token, heldBy: hexOf(token) };
const otherDesks = [
  ...notOf("desk", "org", "desk"),
  { desk: { token_hash: sha256("another") } },
  { desk: { ended_at: 1 } },
  lost,
];
const noPin = [...notOf("account", "org", "person", "pin_hash"), { account: { left_at: 1 } }];

const known = { desk, "desk later": laterDesk, browser_known: knownBrowser, account };

const reached: Readonly<Record<string, RowReach>> = {
  "whose stream stays open": {
    ...{ reaches: looksOn, rows: sitting, also: otherDevices },
    but: [
      ...[...gone, ...notOf("desk", "org", "desk"), { desk_person: { locked_at: 1 } }],
      ...[{ desk: { active_at: now - IDLE } }, lost],
    ],
  },
  "whom a cookie shows": {
    reaches: async () => (await deskWith(sql, now, token)) !== undefined,
    ...{ rows: sitting, also: [...otherDevices, { desk_person: { locked_at: 1 } }, lost] },
    but: [...gone, ...notOf("organisation", "org"), { desk: { token_hash: sha256("another") } }],
  },
  "whom a cookie that is looked up with others shows": {
    reaches: async () => (await rememberDesks(sql, () => now).with(token)) !== undefined,
    ...{ rows: sitting, also: [...otherDevices, lost], but: gone },
  },
  "who sits at a desk that was found before": {
    reaches: async () => (await deskAgain(sql, now, atDesk)) !== undefined,
    ...{
      rows: sitting,
      also: [...otherDevices, { desk_person: { locked_at: 1 } }, { desk: { token_hash: sha256("another") } }],
    },
    but: [...gone, ...notOf("desk", "org", "desk"), ...notOf("organisation", "org")],
  },
  "which device a desk is": {
    reaches: async () => (await desksOfTokens(sql, now, [token]))[0]?.device?.name === device.name,
    ...{ rows: sitting, but: [...notOf("device", "org", "device"), ...notOf("desk", "device")] },
  },
  "who may sit down": {
    reaches: async () => (await joins({ token: "", desk: undefined })) !== undefined,
    ...{ rows: { account }, but: [...notOf("account", "org", "person", "password_hash"), { account: { left_at: 1 } }] },
  },
  "at which desk somebody sits down": {
    reaches: changing("desk", () => joins({ token, desk: linsDesk })),
    ...{ rows: { account, desk }, but: [...notOf("desk", "org", "desk"), { desk: { ended_at: 1 } }, lost] },
  },
  "which browser it is": {
    ...{ reaches: browserJoined, rows: { account, desk }, also: [{ desk: { ended_at: 1 } }, lost] },
    but: [...notOf("desk", "org"), { desk: { token_hash: sha256("another") } }],
  },
  "to whom a browser is known": {
    reaches: async () => (await browserKnownTo(sql, "lin", token)) === "browser",
    ...{ rows: known, also: [{ desk: { ended_at: 1 } }, lost, ...shownElsewhere] },
    but: [
      ...[...notOf("browser_known", "org", "browser", "person"), ...notOf("account", "org", "person", "sign_in_name")],
      ...[{ account: { left_at: 1 } }, { desk: { token_hash: sha256("another") } }],
      ...[{ browser_known: { org: "another" }, account: { org: "another" } }, shownLater],
    ],
  },
  "at which browser anybody has signed in": {
    reaches: async () => (await browserKnownToAnybody(sql, token)) === "browser",
    ...{ rows: known, also: [{ desk: { ended_at: 1 } }, lost, ...shownElsewhere] },
    but: [
      ...[...notOf("browser_known", "org", "browser", "person"), ...notOf("account", "org", "person")],
      ...[{ account: { left_at: 1 } }, { desk: { token_hash: sha256("another") } }],
      ...[{ browser_known: { org: "another" }, account: { org: "another" } }, shownLater],
    ],
  },
  "which desk stays awake": {
    reaches: changing("desk", () => noteActivity(sql, now, linsDesk)),
    ...{ rows: { desk: { ...desk, active_at: now - minute } } },
    but: [...notOf("desk", "org", "desk"), { desk: { active_at: now - IDLE } }],
  },
  "who is locked": {
    reaches: changing("desk_person", () => lockDesk(sql, now, atDesk)),
    ...{ rows: others, also: [{ desk_person: { person } }] },
    but: [...notOf("desk_person", "org", "desk"), { desk_person: { locked_at: 1 } }],
  },
  "who is locked when somebody else acts": {
    reaches: changing("desk_person", () => openFor(sql, now, shownDesk, proven)),
    rows: { ...others, account },
    but: [...notOf("desk_person", "org", "desk"), { desk_person: { person } }, ...noPin],
  },
  "since when somebody is locked": {
    reaches: changing("desk_person", () => openFor(sql, now, shownDesk, proven)),
    rows: { ...others, account },
    but: [{ desk_person: { locked_at: 1 } }, ...otherDesks],
  },
  "who acts from now on": {
    reaches: changing("desk_person", () => openFor(sql, now, shownDesk, proven)),
    rows: { account, desk, desk_person: { ...seat, locked_at: 1 } },
    but: [...notOf("desk_person", "org", "desk", "person"), ...noPin, ...otherDesks],
  },
  "which desk was touched": {
    reaches: changing("desk", () => openFor(sql, instant(now + 1), shownDesk, proven)),
    ...{ rows: { account, desk }, but: otherDesks },
  },
  "who leaves a desk": {
    reaches: changing("desk_person", () => leaveDesk(sql, now, linsDesk, person)),
    ...{ rows: { desk, desk_person: seat }, but: notOf("desk_person", "org", "desk", "person") },
  },
  "that all leave a desk": {
    reaches: changing("desk_person", () => leaveDesk(sql, now, linsDesk, undefined)),
    ...{ rows: { desk, desk_person: seat }, also: [wu], but: notOf("desk_person", "org", "desk") },
  },
  "which desk closes behind the last one": {
    reaches: changing("desk", () => leaveDesk(sql, now, linsDesk, person)),
    ...{ rows: empty, also: [{ desk_person: { ...atDesk, org: "another" } }] },
    but: [{ desk_person: atDesk }, { desk: { ended_at: 1 } }, ...notOf("desk", "org", "desk")],
  },
  "at which desks somebody is locked": {
    reaches: changing("desk_person", () => lockPerson(sql, now, linKey)),
    ...{ rows: { desk_person: seat }, also: [{ desk_person: { desk: "another" } }] },
    but: [...notOf("desk_person", "org", "person"), { desk_person: { locked_at: 1 } }],
  },
  "at which desks but one somebody is locked": {
    reaches: changing("desk_person", () => lockPerson(sql, now, linKey, { desk: "this" })),
    ...{ rows: { desk_person: seat }, but: [{ desk_person: { desk: "this" } }] },
  },
  "from which desks somebody is cut": {
    reaches: changing("desk_person", () => cutPerson(sql, now, linKey)),
    ...{ rows: { desk_person: seat }, also: [{ desk_person: { desk: "another" } }] },
    but: notOf("desk_person", "org", "person"),
  },
  "from which desks but one somebody is cut": {
    reaches: changing("desk_person", () => cutPerson(sql, now, linKey, { desk: "this", browser: "this" })),
    ...{ rows: { desk_person: seat }, but: [{ desk_person: { desk: "this" } }] },
  },
  "to whom no browser is known any more": {
    reaches: changing("browser_known", () => cutPerson(sql, now, linKey)),
    ...{ rows: { browser_known: knownBrowser }, but: notOf("browser_known", "org", "person") },
  },
  "to whom no browser but one is known any more": {
    reaches: changing("browser_known", () => cutPerson(sql, now, linKey, { desk: "this", browser: "this" })),
    ...{ rows: { browser_known: knownBrowser }, but: [{ browser_known: { browser: "this" } }] },
  },
  "which desks end with a device": {
    reaches: changing("desk", () => cutDevice(sql, now, org, "device")),
    ...{ rows: { desk }, but: [...notOf("desk", "org", "device"), { desk: { ended_at: 1 } }] },
  },
  "which browsers are forgotten with a device": {
    reaches: changing("browser_known", () => cutDevice(sql, now, org, "device")),
    ...{
      rows: { desk, browser_known: knownBrowser },
      also: [{ browser_known: { person: "wu" } }, { desk: { ended_at: 1 } }],
    },
    but: [
      ...[...notOf("desk", "org", "device"), ...notOf("browser_known", "org", "browser")],
      { desk: { org: "another" }, browser_known: { org: "another" } },
    ],
  },
  "who goes from a desk for being at too many": {
    reaches: changing("desk_person", () => leaveIdlest(sql, now, linKey, { most: 1, except: "this" })),
    rows: { desk, desk_person: seat },
    but: [
      ...[...notOf("desk_person", "org", "desk", "person"), ...notOf("desk", "org", "desk"), { desk: { ended_at: 1 } }],
      ...[{ desk_person: { ends_at: now } }, { desk: { desk: "this" }, desk_person: { desk: "this" } }],
    ],
  },
  "who else uses the browser of a device": {
    reaches: () => sql.begin((tx) => othersUseDevice(tx as unknown as Sql, { org, person: "wu" }, "device")),
    ...{ rows: { desk, browser_known: knownBrowser }, also: [{ desk: { ended_at: 1 } }] },
    but: [
      ...[...notOf("desk", "org", "device"), ...notOf("browser_known", "org", "browser")],
      ...[{ browser_known: { person: "wu" } }, { desk: { org: "another" }, browser_known: { org: "another" } }],
    ],
  },
  "who goes from the browser of a device alone": {
    reaches: changing("desk_person", () => cutOwnAtDevice(sql, now, linKey, "device")),
    rows: { desk, desk_person: seat },
    but: [...notOf("desk", "org", "desk", "device"), ...notOf("desk_person", "org", "desk", "person")],
  },
  "to whom alone the browser of a device is not known any more": {
    reaches: changing("browser_known", () => cutOwnAtDevice(sql, now, linKey, "device")),
    rows: { desk, browser_known: knownBrowser },
    but: [...notOf("desk", "org", "device"), ...notOf("browser_known", "org", "browser", "person")],
  },
};

test.each(Object.entries(reached))("%s", async (_, reach) => {
  const { found, wanted } = await askReach(sql, reach);
  expect(found).toEqual(wanted);
});
