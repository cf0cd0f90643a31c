import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { DeskLife, deskLife, type LivesSeen } from "#test/desk-lives.ts";
import { type DeskStory, tellDeskStory } from "#test/desk-story.ts";

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

/** Wrong guesses are counted per person over all desks: each life begins without those of the one before. */
async function forgetGuesses(): Promise<void> {
  const { accounts } = story.services;
  await accounts`delete from try_count`;
}

/** From the same seed every time: a failure is a fault, never bad luck. */
test("whatever happens at a shared desk, who pressed is who it says: nothing is done but for the one who proved themselves last", async () => {
  const seen: LivesSeen = { let: 0, refusedBesideOther: 0 };
  const regulation = "zhiban-house";
  const { hash } = (await (await story.deskOf("lin")).get(`/api/regulations/${regulation}/rules`)).json();
  await fc.assert(
    fc.asyncProperty(deskLife, async (happenings) => {
      await forgetGuesses();
      const life = new DeskLife(story, { regulation, hash }, seen);
      for (const [number, each] of happenings.entries()) {
        const fault = await life.take(each);
        expect(fault && `${number}: ${fault}, after ${JSON.stringify(happenings.slice(0, number))}`).toBeUndefined();
      }
    }),
    { seed: 20_261_126, numRuns: 20, endOnFailure: true },
  );
  // A life of nothing but refusals would prove nothing.
  expect(seen.let).toBeGreaterThan(60);
  expect(seen.refusedBesideOther).toBeGreaterThan(20);
}, 180_000);
