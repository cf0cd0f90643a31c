import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { firstPasswordUntil } from "#server/account/account.ts";
import { allowances } from "#server/account/try-count.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyPassword, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { runErrand } from "#test/run-errand.ts";
import { towerMaster } from "#test/tower-product.ts";

/*
 * The smallest site has one manager, one guard and one desk. Whoever of them has lost whatever they prove themselves with comes in again:
 * each row names by which way, the nearest one first. The manager here is the administrator as well, so nobody stands above them.
 */

const small = ["admin", "lin"] as const;
type Who = (typeof small)[number];

/** What somebody does not know any more, or cannot give because strangers have guessed at it. */
type Lost =
  | "PIN"
  | "password"
  | "PIN and password"
  | "PIN, guessed at"
  | "password, guessed at"
  | "password, guessed at from everywhere"
  | "first password, in time"
  | "the account, and has come back";

const firstPassword = /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/;
const reason = "本人忘了，当面核对过。";

let database: FreshDatabase;
let story: DeskStory;
let desk: Browser;
/** What each of the two knows. */
let known: Record<Who, { password: string | undefined; pin: string | undefined }>;
let renewed = 0;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  known = { admin: { password: storyPassword, pin: storyPin }, lin: { password: storyPassword, pin: storyPin } };
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

beforeEach(() => {
  story.pass(24 * 60);
  // Nobody has signed in at this browser yet.
  desk = story.browser();
});

async function lose(who: Who, lost: Lost): Promise<void> {
  if (lost === "first password, in time") return await letFirstPasswordRunOut(who);
  if (lost === "the account, and has come back") return await leaveAndComeBack(who);
  const guessed = lost.includes("guessed at");
  if (lost === "PIN, guessed at") {
    const own = await signedIn(who);
    await own.post("/api/session/lock");
    for (let tries = 0; tries < allowances.pinAtDesk.free; tries += 1)
      await own.post("/api/session/unlock", { person: cast[who], pin: "135790" });
    desk = own;
  }
  if (lost === "password, guessed at")
    for (let tries = 0; tries < allowances.passwordFromAddress.free; tries += 1)
      await story.browser().signIn(story.nameOf(who), "guessed-by-others");
  if (lost === "password, guessed at from everywhere")
    for (let tries = 0; tries < allowances.passwordAnywhere.free; tries += 1) {
      const stranger = story.browser();
      stranger.address = `10.9.0.${tries}`;
      await stranger.signIn(story.nameOf(who), "guessed-by-others");
    }
  if (guessed) return;
  if (lost.includes("PIN")) known[who].pin = undefined;
  if (lost.includes("password")) known[who].password = undefined;
}

/** Is given a first password and does not use it until its time is over: it is told plainly, to whoever knows it, and opens nothing. */
async function letFirstPasswordRunOut(who: Who): Promise<void> {
  const first = who === "lin" ? await givenBy("admin", who) : await givenAtTheConsole(who);
  expect(first).toMatch(firstPassword);
  story.pass(72 * 60);
  const own = story.browser();
  const refused = await own.signIn(story.nameOf(who), first);
  expect([refused.statusCode, refused.json().code]).toEqual([403, "account.first-password-over"]);
  const replaced = await own.post("/api/pin-reset", { name: story.nameOf(who), password: first, pin: nextPin() });
  expect(replaced.json().code).toBe("account.first-password-over");
  expect((await own.signIn(story.nameOf(who), "guessed-by-others")).statusCode).toBe(401);
  known[who] = { password: undefined, pin: undefined };
}

/** Leaves the company, and joins it again on another day: nothing of before is worth anything. */
async function leaveAndComeBack(who: Who): Promise<void> {
  const before = known[who];
  const [head] = small.filter((each) => each !== who);
  const chief = await signedIn(head ?? who);
  expect((await chief.post(`/api/people/${cast[who]}/leave`, { reason: "离职" })).statusCode).toBe(204);
  const joined = { person: cast[who], name: "回来的人", staffNumber: "ZB0999" };
  const again = await chief.post("/api/commands/person.join", ordered(joined, { site: towerOffice }));
  expect(again.statusCode, again.body).toBe(200);
  const made = { person: cast[who], signInName: story.nameOf(who), sites: [storySite] };
  expect((await chief.post("/api/people", made)).statusCode).toBe(200);
  expect((await story.browser().signIn(story.nameOf(who), before.password ?? "")).statusCode).toBe(401);
  known[who] = { password: undefined, pin: undefined };
}

async function signedIn(who: Who): Promise<Browser> {
  const browser = story.browser();
  const answer = await browser.signIn(story.nameOf(who), known[who].password ?? "");
  expect(answer.statusCode, answer.body).toBe(200);
  return browser;
}

/** The ways back, the nearest first; each answers whether somebody can act in their own name again by it, and signs to prove it. */
const ways: Readonly<Record<string, (who: Who) => Promise<boolean>>> = {
  "what is known": (who) => signs(who),
  "the own password": async (who) => {
    const { password } = known[who];
    if (password === undefined) return false;
    const pin = nextPin();
    const sent = { name: story.nameOf(who), password, pin };
    if ((await desk.post("/api/pin-reset", sent)).statusCode !== 204) return false;
    known[who].pin = pin;
    return await signs(who);
  },
  "a colleague": async (who) => {
    const [helper] = small.filter((each) => each !== who);
    if (helper === undefined || !(await signs(helper))) return false;
    const first = await resetAt(desk, helper, who);
    return first !== undefined && (await beginsAnew(who, first, helper));
  },
  "the console": async (who) => await beginsAnew(who, await givenAtTheConsole(who)),
};

async function resetAt(there: Browser, helper: Who, who: Who): Promise<string | undefined> {
  const sent = { reason, pin: known[helper].pin };
  const answer = await there.post(`/api/people/${cast[who]}/password-reset`, sent);
  return answer.statusCode === 200 ? answer.json().firstPassword : undefined;
}

async function givenBy(helper: Who, who: Who): Promise<string> {
  return (await resetAt(await signedIn(helper), helper, who)) ?? "";
}

async function givenAtTheConsole(who: Who): Promise<string> {
  const { host, port, database: name, username } = database.connectionOptions();
  const reached = { DATABASE_URL: `postgres:///${name}`, PGHOST: host, PGPORT: String(port), PGUSER: username };
  const keyed = { ...reached, ZHIBAN_MASTER_KEY: towerMaster.bytes.toString("hex") };
  const { out } = await runErrand("reset-access", ["--person", story.nameOf(who)], keyed);
  // It is another program, with a clock of its own: here its password is good for as long by that of the story.
  const { accounts } = story.services;
  const until = await firstPasswordUntil(accounts, story.now(), story.org);
  await accounts`update account set first_password_until = ${until} where org = ${story.org} and person = ${cast[who]}`;
  return out.trim();
}

/** Signs in with the first password at the one desk, is told who gave it and when, and chooses secrets of one's own. */
async function beginsAnew(who: Who, first: string, from?: Who): Promise<boolean> {
  expect(first).toMatch(firstPassword);
  const person = cast[who];
  const there = (await desk.signIn(story.nameOf(who), first)).json();
  const hereIs = (each: string) => there.people.find((one: { person: string }) => one.person === each);
  const told = from === undefined ? { by: null } : { by: hereIs(cast[from]).name, at: story.now() };
  expect(hereIs(person)).toMatchObject({
    mustChangePassword: true,
    mustSetPin: true,
    renewed: told,
  });
  renewed += 1;
  const next = `雨过天青-云破处-${renewed}`;
  const pin = nextPin();
  const changed = await desk.post("/api/session/password", { person, current: first, next });
  const chosen = await desk.post("/api/session/pin", { person, password: next, pin });
  expect([changed.statusCode, chosen.statusCode]).toEqual([200, 200]);
  known[who] = { password: next, pin };
  return await signs(who);
}

function nextPin(): string {
  renewed += 1;
  return String(480_215 + renewed * 1_013);
}

/** Whether somebody comes in at the one desk, and their PIN is taken there. */
async function signs(who: Who): Promise<boolean> {
  const { password, pin } = known[who];
  if (password === undefined || pin === undefined) return false;
  if ((await desk.signIn(story.nameOf(who), password)).statusCode !== 200) return false;
  return (await desk.post("/api/session/unlock", { person: cast[who], pin })).statusCode === 200;
}

async function wayBack(who: Who): Promise<string> {
  for (const [name, way] of Object.entries(ways)) if (await way(who)) return name;
  return "none";
}

describe.each<[Who, Lost, string]>([
  ["lin", "PIN", "the own password"],
  ["lin", "PIN, guessed at", "the own password"],
  ["lin", "password", "a colleague"],
  ["lin", "password, guessed at", "a colleague"],
  ["lin", "password, guessed at from everywhere", "a colleague"],
  ["lin", "PIN and password", "a colleague"],
  ["admin", "PIN", "the own password"],
  ["admin", "PIN, guessed at", "the own password"],
  ["admin", "password", "the console"],
  ["admin", "password, guessed at", "the console"],
  ["admin", "PIN and password", "the console"],
  ["lin", "first password, in time", "a colleague"],
  ["admin", "first password, in time", "the console"],
  ["lin", "the account, and has come back", "a colleague"],
])("%s of the smallest site, who has lost: %s", (who, lost, way) => {
  test(`comes in again by ${way}`, async () => {
    await lose(who, lost);
    expect(await wayBack(who)).toBe(way);
  });
});

test("where all of the smallest site have lost everything, the console lets the manager in, and they the guard", async () => {
  for (const who of small) await lose(who, "PIN and password");
  expect([await wayBack("admin"), await wayBack("lin")]).toEqual(["the console", "a colleague"]);
});
