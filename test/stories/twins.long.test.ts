import { expect, test } from "vitest";
import { unmet } from "../refusals-of-lives.ts";
import { liveAsTwins } from "../twin-life.ts";

test("however long a life at the tower goes on, the database ends as the world in memory does", async () => {
  const { acts, refused } = await liveAsTwins(500);
  expect(acts.size).toBeGreaterThan(30);
  expect(Object.keys(unmet).filter((code) => refused.has(code))).toEqual([]);
}, 600_000);
