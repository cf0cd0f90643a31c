import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, takesOver, tellDeskStory } from "#test/desk-story.ts";

/* Whoever chooses a new PIN does so because somebody may know the old one: what that one opened is locked, wherever it stands open. */

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

const newPin = "358146";
const byPassword = { password: storyPassword, pin: newPin };
const byName = (pin = newPin) =>
  story.browser().post("/api/pin-reset", { name: story.nameOf("lin"), password: storyPassword, pin });

afterEach(async () => {
  expect((await byName(storyPin)).statusCode).toBe(204);
});

/** Somebody knows the PIN of the guard, and acts with it at a desk where another one sits too. */
async function openedByAnother() {
  const desk = await story.deskOf("lin", "wang");
  await takesOver(desk, cast.lin);
  return desk;
}

test("a PIN that is chosen at one desk locks its owner at every other, and nobody else; here they go on", async () => {
  const opened = await openedByAnother();
  const colleague = await story.deskOf("wang");
  const own = await story.deskOf("lin");
  expect((await own.post("/api/session/pin", { person: cast.lin, ...byPassword })).statusCode).toBe(200);
  expect((await own.post("/api/session/touch")).statusCode).toBe(204);
  expect((await colleague.post("/api/session/touch")).statusCode).toBe(204);
  expect((await opened.post("/api/session/touch")).statusCode).toBe(423);
  const unlock = (person: string, pin: string) => opened.post("/api/session/unlock", { person, pin });
  expect((await unlock(cast.lin, storyPin)).json().code).toBe("account.pin-wrong");
  expect((await unlock(cast.lin, newPin)).statusCode).toBe(200);
  expect((await opened.post("/api/session/touch")).statusCode).toBe(204);
});

test("a PIN that is chosen at a locked desk, or without one, locks its owner at all desks", async () => {
  const opened = await openedByAnother();
  const own = await story.deskOf("lin");
  expect((await byName()).statusCode).toBe(204);
  for (const desk of [opened, own]) expect((await desk.post("/api/session/touch")).statusCode).toBe(423);
  const { lockedAt } = (await opened.get("/api/session")).json();
  expect(lockedAt).toBe(story.now());
});

test("a PIN that a helper has made void leaves its owner open nowhere, before and after they have chosen anew", async () => {
  const opened = await openedByAnother();
  const helper = await story.deskOf("admin");
  const reset = await helper.post(`/api/people/${cast.lin}/pin-reset`, { reason: "忘了", pin: storyPin });
  expect(reset.statusCode).toBe(204);
  expect((await opened.post("/api/session/touch")).statusCode).toBe(423);
  const own = await story.deskOf("lin");
  expect((await own.post("/api/session/pin", { person: cast.lin, ...byPassword })).statusCode).toBe(200);
  expect((await own.post("/api/session/touch")).statusCode).toBe(204);
  expect((await opened.post("/api/session/touch")).statusCode).toBe(423);
});
