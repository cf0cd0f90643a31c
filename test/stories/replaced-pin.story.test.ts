import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountFor } from "#server/account/account.ts";
import type { ClosedReason } from "#server/account/closed-reason.ts";
import { deskWith } from "#server/account/desk-session.ts";
import { setPin, unlockPin } from "#server/account/pin.ts";
import { openFor } from "#server/account/take-desk.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyPassword, storyPin, tellDeskStory } from "#test/desk-story.ts";
import { holdJournal, isWaitedFor } from "#test/held-journal.ts";
import { until } from "#test/until.ts";

/* Between the look at a PIN and what it is given for, its owner may have replaced it, because somebody knows the old one. */

let database: FreshDatabase;
let story: DeskStory;
let owner: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  story = await tellDeskStory(database);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Both pieces of work that are done beside each other at the head office wait for the journal. */
async function fullOffice(): Promise<() => Promise<unknown>> {
  const release = await holdJournal(owner);
  const body = () => ({ ...ordered({ person: randomUUID(), name: "新来的", staffNumber: "F1" }), site: towerOffice });
  const joins: Promise<unknown>[] = [];
  for (let n = 1; n <= 2; n += 1) {
    joins.push((await story.deskOf("admin")).post("/api/commands/person.join", body()));
    await until(isWaitedFor(owner, database.name, n));
  }
  return async () => {
    await release();
    await Promise.all(joins);
  };
}

const tokenOf = ({ cookie }: Browser) => cookie.split("=")[1] ?? "";

const provedPin = (person: string) => async () =>
  (await owner`select from desk_person where person = ${person} and pin_right_at is not null`).length > 0;

async function replacePin(person: string, pin: string): Promise<void> {
  const account = await accountFor(story.services.accounts, story.org, person);
  if (!account || !(await setPin(story.services.accounts, story.now(), account, { pin })))
    throw new Error("no new PIN");
}

test("nothing is signed with a PIN that its owner has replaced while the signature waited for its turn", async () => {
  const desk = await story.deskOf("admin");
  const release = await fullOffice();
  const body = { person: cast.wang, reason: "忘了" };
  const signed = { ...ordered(body), site: towerOffice, pin: storyPin };
  const late = desk.post("/api/commands/person.reset-pin", signed);
  await until(provedPin(cast.admin));
  const chosen = { person: cast.admin, password: storyPassword, pin: "358146" };
  expect((await desk.post("/api/session/pin", chosen)).statusCode).toBe(200);
  await release();
  const answer = await late;
  expect([answer.statusCode, answer.json().code, answer.json().rules]).toEqual([
    403,
    "account.pin-replaced",
    ["ZB-02"],
  ]);
  const again = await desk.post("/api/commands/person.reset-pin", { ...signed, id: randomUUID(), pin: "358146" });
  expect(again.statusCode).toBe(200);
  await replacePin(cast.admin, storyPin);
  await replacePin(cast.wang, storyPin);
});

test("no desk is unlocked, and nobody's pauses end, by a PIN that its owner has replaced meanwhile", async () => {
  const sql = story.services.accounts;
  const desk = await story.deskOf("chief");
  const token = tokenOf(desk);
  await desk.post("/api/session/lock");
  const account = await accountFor(sql, story.org, cast.chief);
  const locked = await deskWith(sql, story.now(), token);
  if (!account?.pinHash || !locked) throw new Error("nobody sits there");
  const proven = { org: story.org, person: cast.chief, hash: account.pinHash };
  await replacePin(cast.chief, "358146");
  expect(await openFor(sql, story.now(), { ...locked, token }, proven)).toEqual({ problem: "pin-replaced" });
  expect((await deskWith(sql, story.now(), token))?.people.every(({ lockedAt }) => lockedAt !== undefined)).toBe(true);
  expect(await unlockPin(sql, story.now(), { person: cast.wang, reason: "x" as ClosedReason, by: proven })).toBe(
    "replaced",
  );
  await replacePin(cast.chief, storyPin);
});
