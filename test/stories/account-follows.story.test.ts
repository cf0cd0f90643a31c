import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accountFor } from "#server/account/account.ts";
import { changePassword } from "#server/account/change-password.ts";
import { deskWith } from "#server/account/desk-session.ts";
import { setPin } from "#server/account/pin.ts";
import { joinDesk } from "#server/account/take-desk.ts";
import { execute } from "#server/door/execute.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { openPool } from "#server/postgres/pool.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { openServices } from "#server/start/services.ts";
import { cutAfterCommit } from "#test/cut-after-commit.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyOffice, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";

/*
 * An account follows the journal. A process that dies between an entry and what follows from it for an account leaves nothing undone for long:
 * whoever acts on the person next, lets them in, or starts, does it, once.
 */

let database: FreshDatabase;
let story: DeskStory;
let admin: Awaited<ReturnType<DeskStory["deskOf"]>>;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  admin = await story.deskOf("admin");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const names = ["高翔", "马超", "刘洋", "陈刚", "赵鹏", "王强", "欧阳建国"];
const reason = "本人忘了，当面核对过。";
let made = 0;

/** A guard with secrets of their own, signed in at a browser. */
async function guard() {
  const person = personNamed(names[made] ?? "");
  made += 1;
  const signInName = `g${made}-${story.org.slice(0, 8)}`;
  const { firstPassword } = (await admin.post("/api/people", { person, signInName, sites: [storySite] })).json();
  const password = `雨过天青-云破处-${made}`;
  const desk = story.browser();
  await begins(desk, { person, signInName, password }, firstPassword);
  return { person, signInName, password, desk };
}

type Guard = Awaited<ReturnType<typeof guard>>;

async function begins(desk: typeof admin, { person, signInName, password }: Omit<Guard, "desk">, first: string) {
  expect((await desk.signIn(signInName, first)).statusCode).toBe(200);
  const changed = await desk.post("/api/session/password", { person, current: first, next: password });
  const chosen = await desk.post("/api/session/pin", { person, password, pin: storyPin });
  expect([changed.statusCode, chosen.statusCode]).toEqual([200, 200]);
}

/** What still opens something of theirs. */
async function opens({ person, signInName, password, desk }: Guard) {
  const here = (await desk.get("/api/session")).json().people.length > 0;
  const unlocked = await desk.post("/api/session/unlock", { person, pin: storyPin });
  const anew = await story.browser().signIn(signInName, password);
  return { desk: here, pin: unlocked.statusCode === 200, password: anew.statusCode === 200 };
}

const everything = { desk: true, pin: true, password: true };
const nothing = { desk: false, pin: false, password: false };

function command(act: string, person: string) {
  const body = { person, reason };
  return {
    ...{ id: crypto.randomUUID(), site: storyOffice, act, body },
    ...{ actor: { person: cast.admin }, proof: "pin" as const },
  };
}

const context = () => ({ org: story.org, sites: [storyOffice, storySite] });

describe.each([
  ["person.reset-password", nothing],
  ["person.reset-pin", { desk: true, pin: false, password: true }],
  ["person.leave", nothing],
])("%s, of which only the entry was written before the process died", (act, left) => {
  test("is followed at the next start, and once", async () => {
    const whose = await guard();
    expect(await opens(whose)).toEqual(everything);
    // The door alone: what services do after it is what was not done any more.
    const { answer } = await execute(story.runtime, context(), command(act, whose.person));
    expect(answer.refusal).toBeUndefined();
    await story.services.follow();
    story.services.desks.forget();
    expect(await opens(whose)).toEqual(left);
    const followed = await rowOf(whose.person);
    await story.services.follow();
    expect(await rowOf(whose.person)).toEqual(followed);
  });
});

const rowOf = async (person: string) => {
  const { accounts } = story.services;
  const [row] = await accounts`select * from account where org = ${story.org} and person = ${person}`;
  const events = await accounts`select what from account_event where org = ${story.org} and person = ${person}`;
  return { ...row, events: events.length };
};

test("who was not told that an act was done sends it again, and it is followed", async () => {
  const whose = await guard();
  const line = cutAfterCommit();
  const pool = openPool({ ...database.connectionOptions(), socket: line.open } as object, "zb_app", { max: 1 });
  const keyring = new Keyring(pool, freshMasterKey());
  const far = openServices({ runtime: { ...story.runtime, pool }, accounts: story.services.accounts, keyring });
  await far.streams(context(), [{ site: storyOffice, noun: "person", id: whose.person }]);
  line.cut();
  const done = await far.execute(context(), command("person.reset-password", whose.person));
  expect(done).toMatchObject({ replayed: true });
  story.services.desks.forget();
  expect(await opens(whose)).toEqual(nothing);
  await pool.end();
});

test("nobody is let in by what the journal has made void, also where nobody has started anew since", async () => {
  const whose = await guard();
  await execute(story.runtime, context(), command("person.reset-password", whose.person));
  expect((await story.browser().signIn(whose.signInName, whose.password)).statusCode).toBe(401);
});

describe("who comes back to the company", () => {
  async function comesBack(whose: Omit<Guard, "desk">): Promise<string> {
    const joined = { person: whose.person, name: "回来的人", staffNumber: "ZB0999" };
    const again = await admin.post("/api/commands/person.join", ordered(joined, { site: storyOffice }));
    expect(again.statusCode, again.body).toBe(200);
    const { person, signInName } = whose;
    const given = await admin.post("/api/people", { person, signInName, sites: [storySite] });
    expect(given.statusCode, given.body).toBe(200);
    return given.json().firstPassword;
  }

  test("signs in with a first password; nothing of before opens anything, at the next start neither", async () => {
    const whose = await guard();
    expect((await admin.post(`/api/people/${whose.person}/leave`, { reason: "离职" })).statusCode).toBe(204);
    const first = await comesBack(whose);
    expect(await opens(whose)).toEqual(nothing);
    await story.services.follow();
    const anew = story.browser();
    const seen = (await anew.signIn(whose.signInName, first)).json().people[0];
    expect(seen).toMatchObject({ mustChangePassword: true, mustSetPin: true, functions: [] });
    await begins(story.browser(), { ...whose, password: "一行白鹭上青天-门泊东吴" }, first);
    expect((await anew.get("/api/session")).json().people).toEqual([]);
  });

  test("and whoever had just proved the old secrets sits at no desk and sets none", async () => {
    const { accounts, follow } = story.services;
    const whose = await guard();
    const before = await accountFor(accounts, story.org, whose.person);
    if (!before) throw new Error("the guard has no account");
    await admin.post(`/api/people/${whose.person}/leave`, { reason: "离职" });
    const tries = async () => {
      const token = await joinDesk(accounts, story.now(), before, { token: "", desk: undefined });
      expect(await deskWith(accounts, story.now(), token ?? "")).toBeUndefined();
      expect(await changePassword(accounts, story.now(), before, { next: "lantern-harbour-8" })).toBe(false);
      expect(await setPin(accounts, story.now(), before, { pin: storyPin })).toBe(false);
    };
    await tries();
    await comesBack(whose);
    await tries();
    await follow();
    expect((await accountFor(accounts, story.org, whose.person))?.mustChangePassword).toBe(true);
  });
});
