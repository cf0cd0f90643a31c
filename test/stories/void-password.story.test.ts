import { afterAll, beforeAll, expect, test } from "vitest";
import { accountFor } from "#server/account/account.ts";
import { changePassword } from "#server/account/change-password.ts";
import { deskWith } from "#server/account/desk-session.ts";
import { setPin } from "#server/account/pin.ts";
import { renewAccess } from "#server/account/renew-access.ts";
import { joinDesk } from "#server/account/take-desk.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPin, tellDeskStory } from "#test/desk-story.ts";

/*
 * Between the look at a password and what follows from it, the password may have become void: somebody has changed or reset it because the
 * old one is known. What was proved with the old one then counts for nothing, or whoever guessed it would sit at a desk after all were cut.
 */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** The account as whoever has just shown the password sees it; it is reset before they go on. */
async function provedTooEarly() {
  const sql = story.services.accounts;
  const account = await accountFor(sql, story.org, cast.lin);
  if (!account) throw new Error("the guard has no account");
  await renewAccess(sql, story.now(), account);
  return { sql, account };
}

const afterwards = () => story.services.accounts<{ pin: boolean; first: boolean; hash: string }[]>`
  select pin_hash is null as pin, must_change_password as first, password_hash as hash from account
  where org = ${story.org} and person = ${cast.lin}`;

test("who proved the old password sits at no desk", async () => {
  const { sql, account } = await provedTooEarly();
  const token = await joinDesk(sql, story.now(), account, { token: "", desk: undefined });
  expect(token).toBeUndefined();
  expect(await deskWith(sql, story.now(), token ?? "")).toBeUndefined();
});

test("who proved the old password sets neither PIN nor password", async () => {
  const { sql, account } = await provedTooEarly();
  const [before] = await afterwards();
  expect(await setPin(sql, story.now(), account, { pin: storyPin })).toBe(false);
  expect(await changePassword(sql, story.now(), account, { next: "lantern-harbour-8" })).toBe(false);
  expect(await afterwards()).toEqual([before]);
  expect(before).toMatchObject({ pin: true, first: true });
});
