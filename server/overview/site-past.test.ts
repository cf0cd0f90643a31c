import { expect, test } from "vitest";
import { worstFirst } from "./site-past.ts";

const counts = (name: string, due: number, late: number, missed: number) => {
  return { name, due, late, missed, inTime: due - late - missed };
};

test("of figures stands first what was missed most, then what was late most, then what had the fewest to be in time with", () => {
  const worst = [
    counts("missed twice", 90, 0, 2),
    counts("missed and late", 90, 2, 1),
    counts("missed", 9, 1, 1),
    counts("late of few", 2, 1, 0),
    counts("late of many", 50, 1, 0),
    counts("in time", 9, 0, 0),
  ];
  expect(worstFirst(worst.toReversed())).toEqual(worst);
  expect(worstFirst([...worst, counts("nothing was due", 0, 0, 0)])).toEqual(worst);
});
