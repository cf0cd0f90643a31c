import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, tellDeskStory } from "#test/desk-story.ts";

/* Whoever may end the pauses of somebody's PIN does it once: ended without end, they would let the helper try every PIN there is. */

let database: FreshDatabase;
let story: DeskStory;
let chief: Browser;
let shared: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

beforeEach(async () => {
  await story.services.accounts`delete from try_count`;
  chief = await story.deskOf("chief");
  shared = await story.deskOf("lin", "wang");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const lift = () => chief.post(`/api/people/${cast.lin}/unlock`, { reason: "忘了", pin: storyPin });
const enter = (pin: string) => shared.post("/api/session/unlock", { person: cast.lin, pin });

/** How many wrong PINs are looked at while the helper lifts the pauses before every four of them. */
async function lookedAt(rounds: number): Promise<number> {
  let wrong = 0;
  for (let round = 0; round < rounds; round += 1) {
    await lift();
    for (let turn = 0; turn < 4; turn += 1) if ((await enter("135790")).statusCode === 403) wrong += 1;
  }
  return wrong;
}

test("however often the pauses of a PIN are lifted, no more than two allowances are looked at", async () => {
  expect(await lookedAt(12)).toBe(8);
});

test("the second time the helper is told why not and what helps, also of two at once, and the owner still comes in after the pause", async () => {
  for (let turn = 0; turn < 5; turn += 1) await enter("135790");
  const both = await Promise.all([lift(), lift()]);
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 409]);
  const again = await lift();
  expect([again.statusCode, again.json().code]).toEqual([409, "account.pin-unlocked-before"]);
  for (let turn = 0; turn < 5; turn += 1) await enter("135790");
  expect((await lift()).statusCode).toBe(409);
  story.pass(1);
  expect((await enter(storyPin)).statusCode).toBe(200);
});

test.each<[string, () => Promise<unknown>]>([
  ["the owner has come in with the right PIN", () => enter(storyPin)],
  [
    "the owner has set a new PIN",
    () => story.browser().post("/api/pin-reset", { name: story.nameOf("lin"), password: storyPassword, pin: storyPin }),
  ],
  ["a day has passed", async () => story.pass(24 * 60)],
])("they may be lifted again when %s", async (_, happens) => {
  // What had nothing to end is not remembered.
  expect((await lift()).statusCode).toBe(204);
  await enter("135790");
  expect((await lift()).statusCode).toBe(204);
  expect((await lift()).statusCode).toBe(409);
  await happens();
  chief = await story.deskOf("chief");
  expect((await lift()).statusCode).toBe(204);
});
