import { expect, test } from "vitest";
import { sortedCalls } from "./calls-query.ts";

const call = (since: number, calling: string[] = [], answeredAt: number | null = null) => ({
  since,
  calling,
  answeredAt,
});

test("the calls of this desk come first, the earliest before, and what was answered runs no more", () => {
  const [late, early, other] = [call(3, ["lin"]), call(1, ["lin"]), call(2)];
  expect(sortedCalls([late, early, other, call(0, [], 4)])).toEqual({ mine: [early, late], others: [other] });
});
