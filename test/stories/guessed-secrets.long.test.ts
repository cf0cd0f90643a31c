import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { minutesBetween, plusMinutes } from "#duty/grammar/time.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";

/* Somebody guesses a PIN or a password, at one place or at many, one after the other or at once; and its owner still gets in. */

const databases: FreshDatabase[] = [];
const stories: DeskStory[] = [];
let database: FreshDatabase;
let story: DeskStory;

beforeEach(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  databases.push(database);
  stories.push(story);
});

afterAll(async () => {
  for (const each of stories) await each.close();
  for (const each of databases) await each.drop();
});

const guess = (browser: Browser, pin = "135790") => browser.post("/api/session/unlock", { person: cast.lin, pin });

/** How many guesses were looked at, by what was noted of each. */
async function looked(what: "pin-wrong" | "sign-in-failed"): Promise<number> {
  const [row] = await database.connect()<{ count: number }[]>`
    select count(*)::int as count from account_event where what = ${what}`;
  return row?.count ?? 0;
}

async function enrols(browser: Browser): Promise<number> {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  const { challenge } = (await browser.post("/api/devices/challenge")).json();
  const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  const signature = sign("sha256", Buffer.from(`zhiban-device:${challenge}`), key).toString("base64url");
  const sent = { site: storySite, name: "台机", publicKey: { kty, crv, x, y }, challenge, signature };
  return (await browser.post("/api/devices", sent)).statusCode;
}

/** K8.3, as it was found. */
test("160 guesses of a PIN over 40 newly enrolled devices meet the pause of the desk at which they are made", async () => {
  const browser = await story.deskOf("lin", "wang");
  const answers: number[] = [];
  for (let device = 0; device < 40; device += 1) {
    // A browser is one device as long as its desk lasts.
    expect(await enrols(browser)).toBe(device === 0 ? 200 : 409);
    for (let turn = 0; turn < 4; turn += 1) answers.push((await guess(browser)).statusCode);
  }
  expect(answers).toEqual([...Array(4).fill(403), ...Array(156).fill(429)]);
  expect(await looked("pin-wrong")).toBe(5);
});

test("over a dozen browsers the person pauses after twenty; where they proved themselves before they still get in, and nobody for ever", async () => {
  const own = await story.deskOf("lin");
  expect((await guess(own, storyPin)).statusCode).toBe(200);
  const answers: number[] = [];
  for (let turn = 0; turn < 12; turn += 1) {
    const browser = await story.deskOf("lin");
    for (let again = 0; again < 4; again += 1) answers.push((await guess(browser)).statusCode);
  }
  expect(answers).toEqual([...Array(19).fill(403), ...Array(29).fill(429)]);
  expect(await looked("pin-wrong")).toBe(20);
  expect((await guess(own, storyPin)).statusCode).toBe(200);
  const other = await story.deskOf("lin");
  const paused = await guess(other, storyPin);
  expect([paused.statusCode, paused.json().code]).toEqual([429, "account.pin-paused"]);
  expect(paused.json().detail.retryAt).toBe(plusMinutes(story.now(), 1));
  story.pass(1);
  expect((await guess(other, storyPin)).statusCode).toBe(200);
});

test("the pauses of a desk grow from one minute to fifteen and are never final", async () => {
  const browser = await story.deskOf("lin");
  for (let turn = 0; turn < 4; turn += 1) {
    const answer = await guess(browser);
    expect([answer.json().code, answer.json().detail.triesLeft]).toEqual(["account.pin-wrong", 4 - turn]);
  }
  const pauses: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) {
    const { code, rules, detail: until } = (await guess(browser)).json();
    expect([code, rules]).toEqual(["account.pin-paused", ["ZB-02"]]);
    expect((await guess(browser, storyPin)).json()).toMatchObject({ code, field: "pin", detail: until });
    pauses.push(minutesBetween(story.now(), until.retryAt));
    story.pass(minutesBetween(story.now(), until.retryAt));
    const { accounts, desks, now } = story.services;
    await accounts`update desk set active_at = ${now()}`;
    desks.forget();
  }
  expect(pauses).toEqual([1, 2, 4, 8, 15, 15, 15]);
  expect((await guess(browser, storyPin)).statusCode).toBe(200);
  expect((await guess(browser)).json().detail.triesLeft).toBe(4);
});

test("of guesses at once no more are told, or looked at, than of guesses one after the other", async () => {
  const browser = await story.deskOf("lin");
  const pins = await Promise.all(Array.from({ length: 40 }, () => guess(browser)));
  expect(pins.filter(({ statusCode }) => statusCode === 403)).toHaveLength(4);
  expect(await looked("pin-wrong")).toBe(5);
});

test("an address that shows a false cookie with each request is one address; two desks behind one have a limit each", async () => {
  const strict = await tellDeskStory(database, { perMinute: 5 });
  stories.push(strict);
  const answers: number[] = [];
  for (let turn = 0; turn < 8; turn += 1) {
    const browser = strict.browser();
    browser.address = "10.8.0.1";
    browser.cookie = `zhiban=${randomBytes(32).toString("base64url")}`;
    answers.push((await browser.get("/api/site")).statusCode);
  }
  expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  const [lin, wang] = [await strict.deskOf("lin"), await strict.deskOf("wang")];
  for (const browser of [lin, wang]) browser.address = "10.8.0.1";
  for (let turn = 0; turn < 5; turn += 1)
    for (const browser of [lin, wang]) expect((await browser.get("/api/session")).statusCode).toBe(200);
  expect((await lin.get("/api/session")).statusCode).toBe(429);
});

/** K8.14, as it was found. */
test("who changes the password is gone from every other desk, whose browser is not known any more", async () => {
  const [own, other] = [await story.deskOf("lin"), await story.deskOf("lin", "wang")];
  const change = { person: cast.lin, current: storyPassword, next: "a-harbour-lantern-8" };
  const { people } = (await own.post("/api/session/password", change)).json();
  expect(people).toMatchObject([{ person: cast.lin, locked: false }]);
  expect((await own.get("/api/site")).statusCode).toBe(200);
  expect((await other.get("/api/session")).json().people).toMatchObject([{ person: cast.wang }]);
  const stranger = story.browser();
  for (let turn = 0; turn < 6; turn += 1) await stranger.signIn(story.nameOf("lin"), "a guess");
  expect((await other.signIn(story.nameOf("lin"), change.next)).statusCode).toBe(429);
  await own.post("/api/session/sign-out");
  expect((await own.signIn(story.nameOf("lin"), change.next)).statusCode).toBe(200);
});

/** K8.6, as it was found. */
test("of 200 guesses of a password at once no more are looked at than are free", async () => {
  const browsers = Array.from({ length: 200 }, (_, index) => {
    const browser = story.browser();
    browser.address = `10.7.0.${index}`;
    return browser;
  });
  const answers = await Promise.all(browsers.map((each) => each.signIn(story.nameOf("lin"), "a guess")));
  expect(answers.filter(({ statusCode }) => statusCode === 401)).toHaveLength(30);
  expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(170);
  expect(await looked("sign-in-failed")).toBe(30);
});

test("who guesses a password does not shut its owner out of a browser at which they signed in before", async () => {
  const own = await story.deskOf("lin");
  await own.post("/api/session/sign-out");
  const stranger = story.browser();
  for (let turn = 0; turn < 12; turn += 1) await stranger.signIn(story.nameOf("lin"), "a guess");
  const elsewhere = await story.browser().signIn(story.nameOf("lin"), storyPassword);
  expect([elsewhere.statusCode, elsewhere.json().detail.retryAt]).toEqual([429, plusMinutes(story.now(), 1)]);
  const { statusCode, headers } = await own.signIn(story.nameOf("lin"), storyPassword);
  expect([statusCode, headers["set-cookie"] !== undefined]).toEqual([200, true]);
  const change = { person: cast.lin, current: storyPassword, next: "a-harbour-lantern-8" };
  expect((await own.post("/api/session/password", change)).statusCode).toBe(200);
});

test("such a browser has its own count, is known for its own people only, and a name that nobody has is known nowhere", async () => {
  const own = await story.deskOf("lin");
  await own.post("/api/session/sign-out");
  const answers: number[] = [];
  for (let turn = 0; turn < 7; turn += 1) answers.push((await own.signIn(story.nameOf("lin"), "a guess")).statusCode);
  expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429]);
  expect((await story.browser().signIn(story.nameOf("lin"), storyPassword)).statusCode).toBe(200);
  const stranger = story.browser();
  for (let turn = 0; turn < 6; turn += 1) await stranger.signIn(story.nameOf("wang"), "a guess");
  expect((await own.signIn(story.nameOf("wang"), storyPassword)).statusCode).toBe(429);
});

test.each([
  ["/api/session/password", { current: "a guess", next: "a-harbour-lantern-8" }],
  ["/api/session/pin", { password: "a guess", pin: "802375" }],
])(
  "a password that a colleague guesses at the desk where its owner sits leaves its trace: %s",
  async (path, secrets) => {
    const both = await story.deskOf("lin", "wang");
    expect((await both.post(path, { person: cast.lin, ...secrets })).statusCode).toBe(403);
    const [event] = await database.connect()`select person, address, desk is not null as "atDesk" from account_event
    where what = 'sign-in-failed'`;
    expect(event).toEqual({ person: cast.lin, address: "127.0.0.1", atDesk: true });
  },
);
