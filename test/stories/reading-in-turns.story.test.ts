import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, storySite, tellDeskStory } from "#test/desk-story.ts";
import { until } from "#test/until.ts";

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

test("whoever reads without end waits for their own, and keeps nobody else from reading", async () => {
  const [greedy, other] = [await story.deskOf("lin"), await story.deskOf("wang")];
  const owner = database.connect();
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`lock table photo`;
  const statuses: number[] = [];
  const asked = Array.from({ length: 80 }, async () => {
    const { statusCode } = await greedy.get(`/api/photos/${storySite}/${"0".repeat(64)}`);
    statuses.push(statusCode);
  });
  // Six are under way, sixty wait, and the others are told to come again.
  await until(async () => statuses.length >= 14);
  expect(statuses).toEqual(Array.from({ length: 14 }, () => 429));
  const seen = await other.get(`/api/attendance?site=${storySite}&post=lobby`);
  expect(seen.statusCode, seen.body).toBe(200);
  // Nothing of what the other one asked for had ended by then, nor had it given up.
  expect(statuses).toHaveLength(14);
  await holder`rollback`;
  holder.release();
  await Promise.all(asked);
  expect(statuses).toHaveLength(80);
  expect(statuses.slice(14)).not.toContain(429);
  const again = await greedy.get(`/api/attendance?site=${storySite}&post=lobby`);
  expect(again.statusCode).toBe(200);
});
