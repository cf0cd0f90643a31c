import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashOfToken } from "#server/account/desk-token.ts";
import { rememberDesks } from "#server/account/remembered-desks.ts";
import { openFor } from "#server/account/take-desk.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, takesOver, tellDeskStory } from "#test/desk-story.ts";
import { loseAnswer, peopleAt, sharedDesk, tokenOf, touched } from "#test/lost-answers.ts";

/* What each node, each proof and each stream knows of a cookie that was renewed, while nobody knows whether the answer has come. */

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

/** What the server knew of the desk when a proof came. */
async function seenWith(browser: Browser) {
  const seen = await rememberDesks(story.services.accounts, story.now).with(tokenOf(browser));
  if (!seen) throw new Error("nobody sits there");
  return { ...seen, token: tokenOf(browser) };
}

async function proven() {
  const [row] = await owner<{ hash: string }[]>`
    select pin_hash as hash from account where org = ${story.org} and person = ${cast.lin}`;
  return { person: cast.lin, hash: row?.hash ?? "" };
}

test("a proof does not hold where another with the same cookie has held since it came, whether or not its answer was lost", async () => {
  const desk = await sharedDesk(story);
  const { accounts } = story.services;
  const shown = [await seenWith(desk)];
  await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
  shown.push(await seenWith(desk));
  const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.wang));
  for (const at of shown) expect(await openFor(accounts, story.now(), at, await proven())).toEqual({ problem: "gone" });
  const last = await seenWith(desk);
  expect(await peopleAt(lost)).toMatchObject({ locked: false });
  // The new cookie was shown while the proof with the one before was looked at.
  expect(await openFor(accounts, story.now(), last, await proven())).toEqual({ problem: "gone" });
  expect(await touched(lost)).toBe(204);
});

test("on another node the cookie before is void as soon as the new one was shown here", async () => {
  const desk = await sharedDesk(story);
  const before = tokenOf(desk);
  const there = rememberDesks(story.services.accounts, story.now, () => 0);
  await takesOver(desk, cast.lin);
  expect((await there.with(before))?.people.every(({ lockedAt }) => lockedAt !== undefined)).toBe(true);
  await desk.get("/api/session");
  expect(await there.with(before)).toBeUndefined();
  expect((await there.with(tokenOf(desk)))?.people).toHaveLength(2);
});

test("on another node the lost cookie is void as soon as the one before has opened the desk", async () => {
  const desk = await sharedDesk(story);
  const lost = await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
  await takesOver(desk, cast.lin);
  const there = rememberDesks(story.services.accounts, story.now, () => 0);
  expect(await there.with(tokenOf(lost))).toBeUndefined();
});

test("what looks on by a cookie is cut off when another one holds the desk, though the same person acts", async () => {
  const desk = await sharedDesk(story);
  const at = await seenWith(desk);
  const heard: string[] = [];
  const watching = (name: string) =>
    story.watch.watch(
      { org: at.org, desk: at.desk, heldBy: hashOfToken(tokenOf(desk)).toString("hex"), people: [cast.lin] },
      (how) => heard.push(`${name} ${how}`),
    );
  watching("before");
  await story.watch.look();
  expect(heard).toEqual([]);
  await takesOver(desk, cast.lin);
  const ends = watching("since");
  await story.watch.look();
  expect(heard).toEqual(["before locked"]);
  ends();
});

test("the browser of a cookie before is known to who signed in there, also when the desk has ended", async () => {
  const desk = await sharedDesk(story);
  const { browser } = await seenWith(desk);
  await loseAnswer(story, desk, (each) => takesOver(each, cast.lin));
  await desk.post("/api/session/sign-out");
  await desk.signIn(story.nameOf("lin"), storyPassword);
  expect((await seenWith(desk)).browser).toBe(browser);
});
