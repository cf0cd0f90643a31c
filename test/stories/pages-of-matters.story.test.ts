import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { MattersAnswer } from "#server/matter/matter-answer.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";

let database: FreshDatabase;
let story: DeskStory;
let lobby: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  lobby = await story.deskOf("lin");
  await does("attendance.sign-on", morningShift);
  // Three are due at one moment: a list that goes on after a moment alone would leave some out.
  for (const hours of [3, 2, 2, 2, 4, 1, 5])
    await does("matter.open", {
      ...{ post: "lobby", class: "ordinary", text: `${hours} 小时内` },
      dueAt: plusMinutes(story.now(), hours * 60),
    });
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function does(act: string, body: object): Promise<void> {
  const { statusCode, body: said } = await lobby.post(`/api/commands/${act}`, ordered(body));
  expect(statusCode, said).toBe(200);
}

/** The answers of a list, one after the other, until there is no more. */
async function pages(more: string): Promise<readonly string[][]> {
  const found: string[][] = [];
  for (let after = ""; found.length < 20; ) {
    const asked = `/api/matter?site=${storySite}${more}${after}`;
    const answer = (await lobby.get(asked)).json() as MattersAnswer;
    found.push(answer.matters.map(({ id }) => id));
    if (!answer.more) return found;
    after = `&after=${encodeURIComponent(found.at(-1)?.at(-1) ?? "")}`;
  }
  return found;
}

test("a list that is longer than one answer says so, and goes on where it stopped, with none left out and none twice", async () => {
  const [all = []] = await pages("");
  expect(all).toHaveLength(7);
  for (const most of [1, 2, 3, 6, 7]) {
    const found = await pages(`&post=lobby&most=${most}`);
    expect(found.flat(), `${most}`).toEqual(all);
    expect(found.length).toBe(Math.ceil(7 / most));
  }
});

test("so does what was settled", async () => {
  const [all = []] = await pages("");
  for (const id of all.slice(0, 5))
    await does("matter.settle", { post: "lobby", matter: id.split("/")[1], outcome: "好" });
  const settled = `&settledBefore=${story.now() + 1}`;
  const [closed = []] = await pages(settled);
  expect(closed.toSorted()).toEqual(all.slice(0, 5).toSorted());
  expect((await pages(`${settled}&most=2`)).map(({ length }) => length)).toEqual([2, 2, 1]);
  expect((await pages(`${settled}&most=2`)).flat()).toEqual(closed);
});
