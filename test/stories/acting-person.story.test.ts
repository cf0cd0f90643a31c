import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
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

/* A shared desk has one acting person: who proved last who they are. */

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

const signOn = (browser: Browser, who: "lin" | "wang", more: object = {}) =>
  browser.post("/api/commands/attendance.sign-on", { ...ordered(morningShift), ...more }, { "zb-as": cast[who] });
const unlock = (browser: Browser, who: "lin" | "wang", pin = storyPin) =>
  browser.post("/api/session/unlock", { person: cast[who], pin });
const locks = async (browser: Browser) =>
  (await browser.get("/api/session")).json().people.map((each: { locked: boolean }) => each.locked);

/** K4.10, as it was found. */
test("pressing the face of a colleague does nothing in their name without their PIN", async () => {
  const browser = await story.deskOf("lin", "wang");
  for (const answer of [await signOn(browser, "lin"), await signOn(browser, "lin", { pin: storyPin })])
    expect([answer.statusCode, answer.json().code]).toEqual([423, "account.person-locked"]);
  const commands = [{ act: "attendance.sign-on", as: cast.lin, ...ordered(morningShift) }];
  const [inBatch] = (await browser.post("/api/commands", { commands })).json().answers;
  expect(inBatch).toMatchObject({ status: 423, problem: { code: "account.person-locked" } });
  expect((await unlock(browser, "lin", "135790")).json().code).toBe("account.pin-wrong");
  expect((await signOn(browser, "lin")).statusCode).toBe(423);

  expect((await unlock(browser, "lin")).statusCode).toBe(200);
  expect((await signOn(browser, "lin")).json()).toMatchObject({ replayed: false });
  expect((await signOn(browser, "wang")).json().code).toBe("account.person-locked");
});

test("the PIN is asked once for each change of person, not for each act", async () => {
  const browser = await story.deskOf("lin", "wang");
  expect(await locks(browser)).toEqual([true, false]);
  await unlock(browser, "lin");
  expect(await locks(browser)).toEqual([false, true]);
  for (let turn = 0; turn < 3; turn += 1)
    expect((await browser.get(`/api/site?site=${storySite}`, { "zb-as": cast.lin })).statusCode).toBe(200);
  await unlock(browser, "lin");
  expect(await locks(browser)).toEqual([false, true]);
});

test("two who prove themselves at one moment do not both act", async () => {
  const browser = await story.deskOf("lin", "wang");
  await Promise.all([unlock(browser, "lin"), unlock(browser, "wang"), unlock(browser, "lin"), unlock(browser, "wang")]);
  expect((await locks(browser)).filter((locked: boolean) => !locked)).toHaveLength(1);
});

test("when who acts goes, nobody acts before they have proved themselves", async () => {
  const browser = await story.deskOf("lin", "wang");
  const session = (await browser.post("/api/session/sign-out", { person: cast.wang })).json();
  expect(session).toMatchObject({ locked: true, people: [{ person: cast.lin, locked: true }] });
  expect((await signOn(browser, "lin")).json().code).toBe("account.desk-locked");
});

test("who signs in again at the desk acts there, and what another sent before waits for its author", async () => {
  const browser = await story.deskOf("lin", "wang");
  const command = { ...ordered({ ...morningShift, text: "东门已查", category: "routine" }) };
  const write = () => browser.post("/api/commands/log.write-line", command, { "zb-as": cast.lin });
  expect((await write()).statusCode).toBe(423);
  await browser.signIn(story.nameOf("lin"), storyPassword);
  expect(await locks(browser)).toEqual([false, true]);
  expect((await write()).json()).toMatchObject({ replayed: false });
});
