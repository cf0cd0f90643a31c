import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, tellDeskStory } from "#test/desk-story.ts";

/* Two who sign in at one browser at the same moment: whichever answer comes last, the cookie that the browser keeps of it opens a desk. */

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

test("each is answered with a cookie that opens a desk at which they sit, and the browser stays known", async () => {
  const { cookie } = await story.deskOf("chief");
  const [one, other] = [story.browser(), story.browser()];
  for (const each of [one, other]) each.cookie = cookie;
  const signsIn = async (browser: typeof one, who: "lin" | "wang") =>
    (await browser.signIn(story.nameOf(who), storyPassword)).statusCode;
  expect(await Promise.all([signsIn(one, "lin"), signsIn(other, "wang")])).toEqual([200, 200]);
  const at = async (browser: typeof one): Promise<string[]> =>
    (await browser.get("/api/session")).json().people.map(({ person }: { person: string }) => person);
  expect(await at(one)).toContain(cast.lin);
  expect(await at(other)).toContain(cast.wang);
  const { accounts } = story.services;
  const desks = await accounts<{ browser: string }[]>`
    select distinct d.browser from desk d join desk_person p on p.org = d.org and p.desk = d.desk where d.org = ${story.org}`;
  expect(desks).toHaveLength(1);
});
