import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, storyPassword, tellDeskStory } from "#test/desk-story.ts";

/* Behind one address a whole building may stand: somebody who asks there without end, and without an account, takes nothing from the others. */

let database: FreshDatabase;
let story: DeskStory;
const screens = mkdtempSync(join(tmpdir(), "screens-"));

beforeAll(async () => {
  mkdirSync(join(screens, "assets"));
  writeFileSync(join(screens, "index.html"), "<html><head></head></html>");
  writeFileSync(join(screens, "assets", "desk.js"), "export {};");
  database = await freshDatabase();
  story = await tellDeskStory(database, { perMinute: 20, screens });
});

afterAll(async () => {
  await story.close();
  await database.drop();
  rmSync(screens, { recursive: true });
});

test("where an address has asked too much, everybody behind it is still shown the screens, signs in and works, and is watched", async () => {
  const desk = await story.deskOf("lin");
  const stranger = story.browser();
  const asked: number[] = [];
  for (let turn = 0; turn < 30; turn += 1) asked.push((await stranger.get("/api/session")).statusCode);
  expect(asked).toEqual([...Array(20).fill(200), ...Array(10).fill(429)]);
  const answers = [
    await stranger.get("/healthz"),
    await stranger.get("/readyz"),
    await stranger.get("/", { accept: "text/html" }),
    await stranger.get("/posts/lobby", { accept: "text/html" }),
    await stranger.get("/assets/desk.js"),
    await desk.get("/api/site"),
    await stranger.signIn(story.nameOf("wang"), storyPassword),
    await stranger.get("/api/session"),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(answers.length).fill(200));
});

test("what is asked otherwise of the same question is the same question: nobody asks more by telling each time something else", async () => {
  const asked = async (path: (turn: number) => string) => {
    const stranger = story.browser();
    const answers: number[] = [];
    for (let turn = 0; turn < 25; turn += 1) answers.push((await stranger.get(path(turn))).statusCode);
    return answers.filter((each) => each === 429).length;
  };
  expect(await asked((turn) => `/api/calls/waiting?turn=${turn}`)).toBe(5);
  expect(await asked((turn) => `/api/photos/tower/${turn}`)).toBe(5);
});
