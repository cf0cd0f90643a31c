import { expect, test } from "vitest";
import { instantOf } from "#duty/grammar/time.ts";
import { firstCall } from "./leave-at-once.ts";

const now = instantOf("2026-11-21T11:40:00+08:00");

test("only rungs at the beginning of the ladder are called at once", () => {
  const calls = (...minutes: number[]) => {
    const ladder = minutes.map((afterMinutes, index) => ({ afterMinutes, call: `f${index}` }));
    const emergency = { withinMinutes: 5, tellMinutes: 60, ladder, cites: ["ZB-22"] };
    return firstCall({ emergency }, "k", now).map(({ body }) => body);
  };
  expect(calls(0, 5, 0)).toMatchObject([{ rung: 1, call: "f0" }]);
  expect(calls(0, 0)).toMatchObject([{ rung: 1 }, { rung: 2 }]);
  expect(calls(5)).toEqual([]);
  expect(calls()).toEqual([]);
  expect(firstCall({}, "k", now)).toEqual([]);
});
