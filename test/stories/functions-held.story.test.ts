import { afterAll, beforeAll, expect, test } from "vitest";
import { type HolderOfFunction, holdersOf } from "#server/person/holders-of-functions.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { rowsReadBy } from "#test/rows-read.ts";

/* Each try of a call that nobody hears asks who holds the functions of its ladder, each minute of a night: what that reads must not grow. */

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

const functions = ["squad-leader", "department-manager"];

function found(): Promise<{ readonly rows: number; readonly answer: readonly HolderOfFunction[] }> {
  const asked = { org: story.org, headOffice: towerOffice, site: storySite, functions };
  const context = { org: story.org, sites: [towerOffice, storySite] };
  return story.services.reading(context, async (sql) => {
    // What an index must read, whether or not the database has looked meanwhile at how small the table is.
    await sql`set local enable_seqscan = off`;
    return rowsReadBy(sql, () => holdersOf(sql, asked));
  });
}

test("who is called is found by as many rows after fifty functions were granted and ended as before", async () => {
  const before = await found();
  expect(before.answer.find(({ person }) => person === cast.chief)?.functions).toEqual(["squad-leader"]);
  const admin = await story.deskOf("admin");
  const holding = { person: cast.lin, function: "squad-leader", site: storySite, post: "lobby" };
  for (let time = 0; time < 50; time += 1) {
    const order = (body: object) => ordered(body, { site: towerOffice, pin: storyPin });
    const granted = await admin.post("/api/commands/person.grant-function", order(holding));
    expect(granted.statusCode, granted.body).toBe(200);
    const during = time === 0 ? await found() : undefined;
    if (during) expect(during.answer.map(({ person }) => person)).toContain(cast.lin);
    const ended = await admin.post("/api/commands/person.end-function", order({ ...holding, reason: "代班结束。" }));
    expect(ended.statusCode, ended.body).toBe(200);
  }
  // The database does this by itself where it finds the time.
  await database.connect()`analyze person_functions`;
  expect(await found()).toEqual(before);
});

test("nobody is given a function at a site that the organisation does not have", async () => {
  const admin = await story.deskOf("admin");
  const holding = { person: cast.lin, function: "squad-leader", site: "nowhere" };
  const order = ordered(holding, { site: towerOffice, pin: storyPin });
  const answer = await admin.post("/api/commands/person.grant-function", order);
  expect([answer.statusCode, answer.json().code]).toEqual([422, "person.no-such-site"]);
  const [row] = await database.connect()`
    select count(*)::int as given from entry where type = 'person.function-granted' and convert_from(bytes, 'UTF8') like '%nowhere%'`;
  expect(row).toEqual({ given: 0 });
});

test("nobody is given a say, or loses it, at a desk that somebody left unlocked: it is signed", async () => {
  const admin = await story.deskOf("admin");
  const holding = { person: cast.lin, function: "administrator", site: towerOffice };
  const sent = [
    ["person.grant-function", holding],
    ["person.end-function", { ...holding, person: cast.admin, reason: "代班结束。", stays: cast.lin }],
  ] as const;
  for (const [act, body] of sent) {
    const answer = await admin.post(`/api/commands/${act}`, ordered(body, { site: towerOffice }));
    expect([answer.statusCode, answer.json().code], act).toEqual([403, "account.pin-required"]);
  }
});
