import { randomUUID } from "node:crypto";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountFor, endAccount } from "#server/account/account.ts";
import { changePassword } from "#server/account/change-password.ts";
import { deskWith } from "#server/account/desk-session.ts";
import { cutPerson } from "#server/account/leave-desk.ts";
import { setPin, voidPin } from "#server/account/pin.ts";
import { closeAccess, renewAccess } from "#server/account/renew-access.ts";
import type { RenewedDesk } from "#server/account/renew-cookie.ts";
import { joinDesk, openFor } from "#server/account/take-desk.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, tellDeskStory } from "#test/desk-story.ts";
import { isWaitedFor } from "#test/held-journal.ts";
import { until } from "#test/until.ts";

/*
 * Between the look at a password and what follows from it, the password may have become void: somebody has changed or reset it because the
 * old one is known. What was proved with the old one then counts for nothing, or whoever guessed it would sit at a desk after all were cut.
 */

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

type Account = NonNullable<Awaited<ReturnType<typeof accountFor>>>;

/** Their secrets are those of the story again, however they were lost. */
async function linsAccount(): Promise<Account> {
  const sql = story.services.accounts;
  const wang = await accountFor(sql, story.org, cast.wang);
  if (!wang?.pinHash) throw new Error("there is nobody of whom to take secrets");
  await owner`
    update account set password_hash = ${wang.passwordHash}, pin_hash = ${wang.pinHash}, left_at = null,
      must_change_password = false, first_password_until = null
    where org = ${story.org} and person = ${cast.lin}`;
  const account = await accountFor(sql, story.org, cast.lin);
  if (!account) throw new Error("the guard has no account");
  return account;
}

/** The desk of a browser at which these sit, as its cookie shows it. */
async function shownDesk(...who: (keyof typeof cast)[]) {
  const { cookie } = await story.deskOf(...who);
  const token = cookie.slice(cookie.indexOf("=") + 1);
  const desk = await deskWith(story.services.accounts, story.now(), token);
  if (!desk) throw new Error("the cookie shows no desk");
  return { token, desk };
}

/** Others take a secret away from whoever has just shown it and waits for the desk: before they may go on, all of it has happened that can. */
async function takenAwayWhile<T>({ desk }: { desk: string }, proves: () => Promise<T>, takes: () => Promise<unknown>) {
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`select from desk where org = ${story.org} and desk = ${desk} for update`;
  const proof = proves();
  await until(isWaitedFor(owner, database.name, 1));
  let isTaken = false;
  const taking = takes().then(() => {
    isTaken = true;
  });
  const bothWait = isWaitedFor(owner, database.name, 2);
  await until(async () => isTaken || (await bothWait()));
  await holder`rollback`;
  holder.release();
  const [proved] = await Promise.all([proof, taking]);
  return proved;
}

const takings: Readonly<Record<string, (sql: Sql, account: Account) => Promise<unknown>>> = {
  "others give them a new first password": (sql, account) => renewAccess(sql, story.now(), account),
  "their access is closed": (sql, account) => closeAccess(sql, story.now(), account),
  "they leave": async (sql, account) => {
    await endAccount(sql, story.now(), account.org, account.person);
    await cutPerson(sql, story.now(), account);
  },
};

test.each(Object.entries(takings))("who sits down while %s sits at no desk afterwards", async (_, takes) => {
  const sql = story.services.accounts;
  const account = await linsAccount();
  const { token, desk } = await shownDesk("wang");
  const joined = await takenAwayWhile(
    desk,
    () => joinDesk(sql, story.now(), account, { token, desk }),
    () => takes(sql, account),
  );
  const shown = await deskWith(sql, story.now(), joined ?? token);
  expect(shown?.people.map(({ person }) => person)).toEqual([cast.wang]);
  const known = await owner`
    select from browser_known where org = ${story.org} and browser = ${desk.browser} and person = ${cast.lin}`;
  expect(known).toHaveLength(0);
});

test("who unlocks a desk while their PIN is made void is locked there afterwards", async () => {
  const sql = story.services.accounts;
  const account = await linsAccount();
  const { token, desk } = await shownDesk("lin", "wang");
  const shown = { ...desk, token };
  const proven = { person: cast.lin, hash: account.pinHash ?? "" };
  const opened = await takenAwayWhile(
    desk,
    () => openFor(sql, story.now(), shown, proven),
    () => voidPin(sql, story.now(), account),
  );
  const { people } = (await deskWith(sql, story.now(), "token" in opened ? opened.token : token)) ?? { people: [] };
  expect(people.find(({ person }) => person === cast.lin)?.lockedAt).toBe(story.now());
});

test("what is chosen by who proved the old password does not come after a new first password", async () => {
  const sql = story.services.accounts;
  const choices = [
    (account: Account, at: RenewedDesk) => changePassword(sql, story.now(), account, { next: storyPassword, at }),
    (account: Account, at: RenewedDesk) => setPin(sql, story.now(), account, { pin: storyPin, at }),
  ];
  for (const chooses of choices) {
    const account = await linsAccount();
    const { token, desk } = await shownDesk("lin");
    await takenAwayWhile(
      desk,
      () => chooses(account, { ...desk, token, next: randomUUID() }),
      () => renewAccess(sql, story.now(), account),
    );
    expect(await afterwards()).toMatchObject([{ pin: true, first: true }]);
  }
});
