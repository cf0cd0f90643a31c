import { expect, test } from "vitest";
import { refusalsOfLives, unmet } from "../refusals-of-lives.ts";
import { liveAsTwins } from "../twin-life.ts";

/*
 * The beginning of one life; the whole of it stands in `twins.long.test.ts`, and the drills `twins` and `lives` lead many more, and say whether
 * every act and every truth came up in them.
 */

test("whatever happens at the tower, the database ends as the world in memory does", async () => {
  const { acts, refused } = await liveAsTwins(150);
  expect(acts.size).toBeGreaterThan(20);
  expect(Object.keys(unmet).filter((code) => refused.has(code))).toEqual([]);
}, 600_000);

test("what is said never to be met is a refusal that lives could meet", () => {
  expect(Object.keys(unmet).filter((code) => !refusalsOfLives().includes(code))).toEqual([]);
});
