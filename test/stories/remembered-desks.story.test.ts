import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cutPerson } from "#server/account/leave-desk.ts";
import { type Desks, rememberDesks } from "#server/account/remembered-desks.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, tellDeskStory } from "#test/desk-story.ts";
import { until } from "#test/until.ts";

let database: FreshDatabase;
let story: DeskStory;
let elapsed = 0;
let here: Desks;
let token: string;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

beforeEach(async () => {
  here = rememberDesks(story.services.accounts, story.now, () => elapsed);
  const { cookie } = await story.deskOf("lin");
  token = cookie.split("=")[1] ?? "";
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Another node does it: nothing here is told. */
const cutElsewhere = () => cutPerson(story.services.accounts, story.now(), { org: story.org, person: cast.lin });

test("who is cut on another node is away here within a quarter of a second", async () => {
  expect(await here.with(token)).toMatchObject({ people: [{ person: cast.lin }] });
  await cutElsewhere();
  elapsed += 249;
  expect(await here.with(token)).toMatchObject({ people: [{ person: cast.lin }] });
  elapsed += 1;
  expect(await here.with(token)).toBeUndefined();
});

test("what is changed here is forgotten at once", async () => {
  await here.with(token);
  await cutElsewhere();
  here.forget();
  expect(await here.with(token)).toBeUndefined();
});

test("what was being looked up when all was forgotten is answered, and not remembered", async () => {
  const owner = database.connect();
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`lock table desk in access exclusive mode`;
  const asked = here.with(token);
  const waiting = async () =>
    (await owner`select from pg_stat_activity where datname = ${database.name} and wait_event_type = 'Lock'`).length >
    0;
  await until(waiting);
  here.forget();
  await holder`rollback`;
  holder.release();
  expect(await asked).toMatchObject({ people: [{ person: cast.lin }] });
  await cutElsewhere();
  expect(await here.with(token)).toBeUndefined();
});
