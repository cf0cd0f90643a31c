import { afterAll, beforeAll, expect, test } from "vitest";
import { deskWith } from "#server/account/desk-session.ts";
import { tryPin } from "#server/account/pin.ts";
import { mostDesks } from "#server/account/take-desk.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, tellDeskStory } from "#test/desk-story.ts";

/* Whoever opens ever more desks with their own password takes from nobody else, and has no more of them open than a person uses. */

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

const tokenOf = ({ cookie }: Browser) => cookie.split("=", 2)[1] ?? "";
const isOpen = async (browser: Browser) => (await browser.get("/api/site")).statusCode === 200;

test("a right PIN is looked at as soon, at however many desks somebody else gives theirs", async () => {
  const { accounts } = story.services;
  const many = [];
  for (let n = 0; n < 12; n += 1) many.push(await story.deskOf("lin"));
  const own = await deskWith(accounts, story.now(), tokenOf(await story.deskOf("wang")));
  const desks = await Promise.all(many.map((each) => deskWith(accounts, story.now(), tokenOf(each))));
  const done: string[] = [];
  const gives = async (person: string, desk: typeof own) => {
    if (!desk) throw new Error("nobody sits there");
    const { verdict } = await tryPin(accounts, story.now(), { person, pin: storyPin, desk, address: "10.0.0.1" });
    done.push(`${person} ${verdict}`);
  };
  const all = [...desks, ...desks, ...desks, ...desks].map((desk) => gives(cast.lin, desk));
  await Promise.all([...all, gives(cast.wang, own)]);
  const place = done.indexOf(`${cast.wang} right`);
  expect(place).toBeGreaterThanOrEqual(0);
  expect(place).toBeLessThan(8);
});

test("whoever signs in at one browser too many goes from the one where nothing was done for longest, and nobody else does", async () => {
  const shared = await story.deskOf("chief", "wang");
  const browsers: Browser[] = [];
  for (let n = 1; n < mostDesks; n += 1) {
    story.pass(1 / 60);
    browsers.push(await story.deskOf("chief"));
  }
  const people = async (): Promise<string[]> =>
    (await shared.get("/api/session")).json().people.map(({ person }: { person: string }) => person);
  expect((await people()).toSorted()).toEqual([cast.chief, cast.wang].toSorted());
  story.pass(1 / 60);
  const [one = shared] = browsers;
  const next = await story.deskOf("chief");
  expect(await people()).toEqual([cast.wang]);
  // Nobody acts at the shared desk until they prove who they are; the rest stays as it was.
  expect([await isOpen(one), await isOpen(next)]).toEqual([true, true]);
  await story.deskOf("chief");
  expect([await isOpen(one), await isOpen(next)]).toEqual([false, true]);
  // At a desk where they sit already, it is not one more.
  await next.signIn(story.nameOf("chief"), storyPassword);
  expect(await isOpen(browsers[1] ?? shared)).toBe(true);
});
