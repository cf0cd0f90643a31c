import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, storyPassword, tellDeskStory } from "#test/desk-story.ts";

/* Others guess, or send nonsense, as fast as they can: whoever knows their password comes in. */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { perMinute: 60 });
});

beforeEach(() => story.services.accounts`delete from try_count`);

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function signIn(address: string, name: string, password = storyPassword): Promise<number> {
  const browser = story.browser();
  browser.address = address;
  return (await browser.signIn(name, password)).statusCode;
}

test("three addresses that guess at a name without end keep its owner out of no other address", async () => {
  const answers: number[] = [];
  for (let minutes = 0; minutes < 12; minutes += 1) {
    for (const address of ["10.1.0.1", "10.1.0.2", "10.1.0.3"])
      for (let turn = 0; turn < 3; turn += 1) await signIn(address, story.nameOf("lin"), "a guess");
    answers.push(await signIn(`10.1.1.${minutes}`, story.nameOf("lin")));
    story.pass(1);
  }
  expect(answers).toEqual(Array(12).fill(200));
});

test("after thirty wrong tries at all kinds of names an address lets in whose name was not guessed at", async () => {
  for (let turn = 0; turn < 34; turn += 1) await signIn("10.1.2.1", `nobody-${turn}`, "a guess");
  expect(await signIn("10.1.2.1", story.nameOf("wang"))).toBe(200);
});

test("nonsense sent to the door shuts nobody out of a browser that is known, and each such browser has a limit of its own", async () => {
  const [known, other] = [await story.deskOf("lin"), await story.deskOf("wang")];
  for (const browser of [known, other]) {
    browser.address = "10.1.3.1";
    await browser.post("/api/session/sign-out");
  }
  const strange = story.browser();
  strange.address = "10.1.3.1";
  for (let turn = 0; turn < 61; turn += 1) await strange.post("/api/session/sign-in", { nonsense: true });
  expect(await signIn("10.1.3.1", story.nameOf("chief"))).toBe(429);
  for (let turn = 0; turn < 60; turn += 1)
    expect((await known.post("/api/session/sign-in", { nonsense: true })).statusCode).toBe(422);
  expect((await known.post("/api/session/sign-in", { nonsense: true })).statusCode).toBe(429);
  expect((await other.signIn(story.nameOf("wang"), storyPassword)).statusCode).toBe(200);
});

test("what somebody of another organisation asks, whom it calls by the same id, is not counted as one's own", async () => {
  const other = await tellDeskStory(database);
  const there = story.browser();
  expect((await there.signIn(other.nameOf("lin"), storyPassword)).statusCode).toBe(200);
  const answers: number[] = [];
  for (let turn = 0; turn < 70; turn += 1) answers.push((await there.get("/api/session")).statusCode);
  expect(answers.at(-1)).toBe(429);
  const here = story.browser();
  here.address = "10.1.9.1";
  expect((await here.signIn(story.nameOf("lin"), storyPassword)).statusCode).toBe(200);
  expect((await here.get("/api/session")).statusCode).toBe(200);
  await other.close();
});
