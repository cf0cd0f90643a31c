import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPassword,
  storyPin,
  storySite,
  tellDeskStory,
} from "#test/desk-story.ts";

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

test("who signs in gets a cookie that scripts cannot read, and the session says who sits there", async () => {
  const browser = story.browser();
  const answer = await browser.signIn(story.nameOf("lin").toUpperCase(), storyPassword);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["set-cookie"]).toMatch(/^zhiban=[\w-]{43}; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(answer.json()).toMatchObject({
    people: [{ person: cast.lin, name: "李伟", mustChangePassword: false, mustSetPin: false, functions: [] }],
    locked: false,
    sites: [{ site: storySite, name: "示范大厦", zone: "Asia/Shanghai", demonstration: true }],
    // The organisation of the stories is none to try things out with, though its tower is.
    demonstration: false,
    now: story.now(),
    endsAt: plusMinutes(story.now(), 12 * 60),
  });
  const leader = await story.browser().signIn(story.nameOf("chief"), storyPassword);
  expect(leader.json().people).toMatchObject([
    { person: cast.chief, functions: [{ function: "squad-leader", site: storySite }] },
  ]);
});

test("the cookie's token does not stand in the database", async () => {
  const browser = await story.deskOf("lin");
  const token = browser.cookie.split("=")[1] ?? "";
  const rows = await database.connect()`select desk::text as everything from desk`;
  expect(rows.length).toBeGreaterThan(0);
  for (const { everything } of rows) {
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(Buffer.from(token, "base64url").toString("hex"));
  }
});

test("a wrong password and a name that nobody has get the same answer", async () => {
  const wrong = await story.browser().signIn(story.nameOf("wang"), "not the password");
  const nobody = await story.browser().signIn("nobody", "not the password");
  for (const answer of [wrong, nobody]) {
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.json()).toMatchObject({ code: "account.sign-in-failed", rules: [], field: "password" });
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
  expect(Object.keys(wrong.json())).toEqual(Object.keys(nobody.json()));
});

test("after five failures a name is closed for a while, also to its owner, whether it exists or not", async () => {
  for (const name of [story.nameOf("chief"), "nobody-at-all"]) {
    const browser = story.browser();
    browser.address = "10.1.1.1";
    for (let turn = 0; turn < 5; turn += 1) expect((await browser.signIn(name, "guess")).statusCode).toBe(401);
    const closed = await browser.signIn(name, storyPassword);
    expect(closed.statusCode).toBe(429);
    expect(closed.json().code).toBe("account.too-many-tries");
    expect(Number(closed.headers["retry-after"])).toBeGreaterThan(0);
  }
  story.pass(16);
  expect((await story.browser().signIn(story.nameOf("chief"), storyPassword)).statusCode).toBe(200);
});

test("an address that tries many names has one try at each, and is closed for those it has tried", async () => {
  const browser = story.browser();
  browser.address = "10.9.9.9";
  const answers: number[] = [];
  for (let turn = 0; turn < 31; turn += 1) answers.push((await browser.signIn(`name-${turn}`, "guess")).statusCode);
  expect(answers).toEqual(Array(31).fill(401));
  expect((await browser.signIn("name-0", "guess")).statusCode).toBe(429);
});

test("signing out ends the token at once, also for a copy of it", async () => {
  const browser = await story.deskOf("lin");
  const copy = story.browser();
  copy.cookie = browser.cookie;
  expect((await copy.get("/api/session")).json().people).toHaveLength(1);
  expect((await browser.post("/api/session/sign-out")).statusCode).toBe(200);
  expect((await copy.get("/api/session")).json().people).toEqual([]);
  expect((await copy.post("/api/session/touch")).statusCode).toBe(401);
});

test("several people share one desk; the token changes with each who joins", async () => {
  const browser = await story.deskOf("lin");
  const before = story.browser();
  before.cookie = browser.cookie;
  story.pass(1);
  await browser.signIn(story.nameOf("wang"), storyPassword);
  const session = (await browser.get("/api/session")).json();
  expect(session.people.map((each: { person: string }) => each.person)).toEqual([cast.lin, cast.wang]);
  expect((await before.get("/api/session")).json().people).toEqual([]);
  const one = await browser.post("/api/session/sign-out", { person: cast.lin });
  expect(one.json().people.map((each: { person: string }) => each.person)).toEqual([cast.wang]);
});

test("an idle desk locks after two minutes and opens with the PIN of one of its people", async () => {
  const browser = await story.deskOf("lin", "wang");
  story.pass(2);
  expect((await browser.get("/api/session")).json()).toMatchObject({ locked: true, lockedAt: story.now() });
  const refused = await browser.post("/api/commands/attendance.sign-on", ordered(morningShift));
  expect(refused.statusCode).toBe(423);
  expect(refused.json().code).toBe("account.desk-locked");
  const wrong = await browser.post("/api/session/unlock", { person: cast.wang, pin: "999111" });
  expect(wrong.json()).toMatchObject({ code: "account.pin-wrong", rules: ["ZB-02"], detail: { triesLeft: 4 } });
  const right = await browser.post("/api/session/unlock", { person: cast.wang, pin: storyPin });
  expect(right.json()).toMatchObject({ locked: false, locksAt: story.now() + 120_000 });
  expect((await browser.post("/api/session/touch")).statusCode).toBe(204);
});

test("reading does not keep a desk open, doing something does", async () => {
  const browser = await story.deskOf("lin");
  for (let turn = 0; turn < 3; turn += 1) {
    story.pass(1);
    await browser.post("/api/session/touch");
  }
  expect((await browser.get("/api/session")).json().locked).toBe(false);
  for (let turn = 0; turn < 2; turn += 1) {
    story.pass(1);
    await browser.get("/api/session");
  }
  expect((await browser.get("/api/session")).json().locked).toBe(true);
  expect((await browser.post("/api/session/touch")).statusCode).toBe(423);
});

test("twelve hours after signing in a person must sign in anew, whatever they did meanwhile", async () => {
  const browser = await story.deskOf("lin");
  for (let turn = 0; turn < 12 * 60 - 1; turn += 1) story.pass(1);
  await browser.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
  expect((await browser.get("/api/session")).json().people).toHaveLength(1);
  story.pass(1);
  expect((await browser.get("/api/session")).json().people).toEqual([]);
});

test("who signs in anew at a desk that is locked has unlocked it, and has twelve hours from then", async () => {
  const browser = await story.deskOf("lin");
  const hours = (count: number) => story.pass(count * 60);
  hours(11);
  await browser.post("/api/session/lock");
  expect((await browser.get("/api/session")).json().locked).toBe(true);
  const renewed = (await browser.signIn(story.nameOf("lin"), storyPassword)).json();
  expect(renewed).toMatchObject({ locked: false, endsAt: plusMinutes(story.now(), 12 * 60) });
  hours(2);
  await browser.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
  expect((await browser.get("/api/session")).json().people).toHaveLength(1);
});

/** `/%61pi` is `/api`: the route that answers is the same. */
const otherwiseWritten = ["/api/session/lock", "/%61pi/session/lock", "/ap%69/session/lock", "/api/session/%6cock"];

test("however an address is written, who asks is asked from where they come and who they are", async () => {
  const browser = await story.deskOf("lin");
  for (const url of otherwiseWritten) {
    const foreign = await browser.post(url, {}, { origin: "https://evil.example" });
    expect([url, foreign.statusCode, foreign.json().code]).toEqual([url, 403, "request.foreign-origin"]);
    expect([url, (await story.browser().post(url)).statusCode]).toEqual([url, 401]);
    expect([url, (await browser.post(url)).statusCode]).toEqual([url, 200]);
  }
  expect((await story.browser().get("/%61pi/matter?post=lobby")).statusCode).toBe(401);
});

test("a page of another origin cannot make this browser do anything", async () => {
  const browser = await story.deskOf("lin");
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ];
  for (const headers of foreign) {
    const answer = await browser.post("/api/session/lock", {}, headers);
    expect(answer.statusCode).toBe(403);
    expect(answer.json().code).toBe("request.foreign-origin");
  }
  expect((await browser.post("/api/session/lock", {}, { "sec-fetch-site": "same-origin" })).statusCode).toBe(200);
});

test("who signs in beside somebody sends nobody away, and the session ends for the desk when it does for the first of them", async () => {
  const gone = () => database.connect()`select from account_event where org = ${story.org} and what = 'signed-out'`;
  const before = (await gone()).length;
  const browser = await story.deskOf("lin");
  const { endsAt } = (await browser.get("/api/session")).json();
  story.pass(1);
  const both = (await browser.signIn(story.nameOf("wang"), storyPassword)).json();
  expect(both.people).toHaveLength(2);
  expect([endsAt, both.endsAt]).toEqual([plusMinutes(story.now(), 12 * 60 - 1), endsAt]);
  expect(await gone()).toHaveLength(before);
});

test("who signs in for another organisation at a browser leaves nobody behind at the desk of the first one", async () => {
  const other = await tellDeskStory(database);
  const browser = await story.deskOf("lin", "wang");
  const first = browser.cookie;
  expect((await browser.signIn(other.nameOf("lin"), storyPassword)).statusCode).toBe(200);
  const second = browser.cookie;
  browser.cookie = first;
  expect((await browser.get("/api/session")).json().people).toEqual([]);
  expect((await browser.get("/api/site")).statusCode).toBe(401);
  browser.cookie = second;
  expect((await browser.get("/api/session")).json().people).toHaveLength(1);
  const left = await database.connect()`
    select person from account_event where org = ${story.org} and what = 'signed-out' and person in ${database.connect()([cast.lin, cast.wang])}`;
  expect(left.length).toBeGreaterThanOrEqual(2);
  await other.close();
});
