import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { alwaysPassesWell, Squad, sensibleDay } from "#test/squad-lives.ts";
import { wall } from "#test/tower-world.ts";

test("whatever people do, a post passes by two signatures on what both saw, with every matter, and is never left alone", () => {
  alwaysPassesWell({ seed: freshSeed(), numRuns: 100 });
}, 90_000);

/** The first life in which one person signed for both sides, as whoever stood in and as the relief, is the 285th of this seed. */
test("nobody signs for both sides in the lives in which somebody once did", () => {
  alwaysPassesWell({ seed: 7, path: "280", numRuns: 20 });
}, 90_000);

test("a day of sensible people passes the post", () => {
  const squad = new Squad();
  const nothingElse = { who: 0, act: 0, shift: 0, sensible: true, minutes: 0, stale: false, wanting: false };
  const outcomes = sensibleDay.map(() => squad.do(nothingElse));
  expect(outcomes.map((each) => each?.refusal?.code).filter(Boolean)).toEqual([
    "matter.needs-no-release",
    "matter.needs-no-release",
  ]);
  expect(squad.handovers()[0]?.state).toMatchObject({ phase: "completed", lateMinutes: 0 });
  expect(squad.tower.world.now).toBe(wall("15:40"));
});
