import { expect, test } from "vitest";
import { shownBy } from "#duty/nouns.ts";
import { callsQuery, sortedCalls } from "./calls-query.ts";

const call = (since: number, calling: string[] = [], answeredAt: number | null = null, selfAnswered = false) => ({
  ...{ since, calling, answeredAt, selfAnswered },
});

test("the calls of this desk come first, the earliest before, and what was answered runs no more", () => {
  const [late, early, other] = [call(3, ["lin"]), call(1, ["lin"]), call(2)];
  expect(sortedCalls([late, early, other, call(0, [], 4)])).toEqual({ mine: [early, late], others: [other] });
  const own = call(4, ["lin"], 4, true);
  expect(sortedCalls([own, other])).toEqual({ mine: [own], others: [other] });
});

test("the calls are asked again with the ledger, and well within the minute after which a call goes on", () => {
  const { queryKey, refetchInterval } = callsQuery("tower");
  expect(queryKey).toEqual(["ledger", "calls", "tower"]);
  expect(shownBy("matter")).toContain(queryKey[0]);
  expect(refetchInterval).toBeLessThan(60_000);
});
