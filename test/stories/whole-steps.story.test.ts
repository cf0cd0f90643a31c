import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountFor } from "#server/account/account.ts";
import { renewAccess } from "#server/account/renew-access.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { holdJournal, isWaitedFor } from "#test/held-journal.ts";
import { until } from "#test/until.ts";

/*
 * A secret is new, a device is revoked, and whoever sat somewhere by the old one is gone: both at once or neither. What is cut off half way is
 * stood for by a table that takes no change.
 */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  await database.connect().unsafe(`
    create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$`);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Nobody leaves a desk, or no desk ends, while something is done. */
async function withoutCut<T>(table: "desk_person" | "desk", work: () => Promise<T>): Promise<T> {
  const owner = database.connect();
  const event = table === "desk_person" ? "delete" : "update of ended_at";
  await owner.unsafe(`create trigger cut_off before ${event} on ${table} execute function refuse_change()`);
  try {
    return await work();
  } finally {
    await owner.unsafe(`drop trigger cut_off on ${table}`);
  }
}

const secrets = () => story.services.accounts`
  select password_hash, pin_hash, must_change_password from account where org = ${story.org} and person = ${cast.lin}`;

test("a password is not changed where the desks of who knew the old one do not end", async () => {
  const own = await story.deskOf("lin");
  await story.deskOf("lin");
  const before = await secrets();
  const change = { person: cast.lin, current: storyPassword, next: "a-harbour-lantern-8" };
  const answer = await withoutCut("desk_person", () => own.post("/api/session/password", change));
  expect(answer.statusCode).toBe(500);
  expect(await secrets()).toEqual(before);
});

test("no first password is given where the desks of who knew the old one do not end", async () => {
  await story.deskOf("lin");
  const before = await secrets();
  const { accounts } = story.services;
  const account = await accountFor(accounts, story.org, cast.lin);
  if (!account) throw new Error("the guard has no account");
  const renewed = withoutCut("desk_person", () => renewAccess(accounts, story.now(), account));
  await expect(renewed).rejects.toThrow("cut off");
  expect(await secrets()).toEqual(before);
});

test("a device is not revoked where its desks do not end", async () => {
  const lost = await story.deskOf("lin");
  const device = randomUUID();
  const owner = database.connect();
  await owner`
    insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
    values (${story.org}, ${device}, ${storySite}, '台机', '{}', ${cast.lin}, ${story.now()})`;
  await owner`
    update desk set device = ${device} where token_hash = sha256(convert_to(${lost.cookie.split("=")[1] ?? ""}, 'UTF8'))`;
  const admin = await story.deskOf("admin");
  const revoke = () => admin.post(`/api/devices/${device}/revoke`, { reason: "手机丢了" });
  expect((await withoutCut("desk", revoke)).statusCode).toBe(500);
  const revoked = async () =>
    (await owner`select from device where device = ${device} and revoked_at is not null`).length;
  expect(await revoked()).toBe(0);
  expect((await revoke()).statusCode).toBe(200);
  expect(await revoked()).toBe(1);
});

test("of two who reset a password at once one is told a first password, which opens, and the other that it is done", async () => {
  const helpers = [await story.deskOf("admin"), await story.deskOf("chief")];
  const reset = { reason: "忘了", pin: storyPin };
  const owner = database.connect();
  const release = await holdJournal(owner);
  const asked = helpers.map((each) => each.post(`/api/people/${cast.wang}/password-reset`, reset));
  await until(isWaitedFor(owner, database.name, helpers.length));
  await release();
  const answers = await Promise.all(asked);
  const told = answers.toSorted((one, other) => one.statusCode - other.statusCode);
  expect(told.map(({ statusCode }) => statusCode)).toEqual([200, 409]);
  expect(told[1]?.json().code).toBe("person.reset-meanwhile");
  expect((await story.browser().signIn(story.nameOf("wang"), told[0]?.json().firstPassword)).statusCode).toBe(200);
});
