import { expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { marksOf, wholeHours } from "./strip-marks.ts";

const thing = (at: number, count = 1, what = "matter.settle") => ({
  lane: "matters" as const,
  at,
  count,
  what,
  post: `p${at}`,
});

test("a mark stands as far along the strip as its moment lies between now and the end", () => {
  expect(marksOf([thing(0), thing(50), thing(100)], 0, 100).map(({ along }) => along)).toEqual([0, 0.5, 1]);
});

test("marks that would lie on each other become one that counts them; the post is named only where it is the only one", () => {
  expect(marksOf([thing(10), thing(15, 2, "log.countersign"), thing(60), thing(90, 3)], 0, 100)).toEqual([
    { at: 10, along: 0.1, count: 3, whats: ["matter.settle", "log.countersign"], post: undefined },
    { at: 60, along: 0.6, count: 1, whats: ["matter.settle"], post: "p60" },
    { at: 90, along: 0.9, count: 3, whats: ["matter.settle"], post: undefined },
  ]);
});

test("the hours along the strip are those of the clock at the site, also where it is half an hour off", () => {
  const minutePast = (offset: number) => (at: number) => (at / minute + offset) % 60;
  expect(wholeHours(7 * minute, 130 * minute, minutePast(0)).map((at) => at / minute)).toEqual([60, 120]);
  expect(wholeHours(7 * minute, 130 * minute, minutePast(30)).map((at) => at / minute)).toEqual([30, 90]);
  expect(wholeHours(60 * minute, 60 * minute, minutePast(0))).toEqual([60 * minute]);
});
