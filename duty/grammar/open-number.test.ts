import { expect, test } from "vitest";
import { directionNamed, numberNamed, openIn, withNumber } from "./open-number.ts";

const part = {
  graceMinutes: 10,
  reason: true,
  ladder: [
    { afterMinutes: 15, call: "squad-leader" },
    { afterMinutes: 30, call: "level-2" },
  ],
  open: ["graceMinutes", "callSquadLeader"],
};

test("a number goes by its own name, a rung by whom it calls", () => {
  expect(numberNamed(part, "graceMinutes")).toBe(10);
  expect(numberNamed(part, "callSquadLeader")).toBe(15);
  expect(numberNamed(part, "callLevel2")).toBe(30);
  expect(numberNamed(part, "callPorter")).toBeUndefined();
  expect(numberNamed(part, "reason")).toBeUndefined();
});

test("setting one leaves the others as they are", () => {
  expect(withNumber(part, "graceMinutes", 5)).toEqual({ ...part, graceMinutes: 5 });
  expect(withNumber(part, "callSquadLeader", 5).ladder).toEqual([
    { afterMinutes: 5, call: "squad-leader" },
    part.ladder[1],
  ]);
});

test("what a part leaves open is told by its names; a part that says nothing leaves nothing open", () => {
  expect(openIn(part)).toEqual(["graceMinutes", "callSquadLeader"]);
  expect(openIn({ graceMinutes: 10 })).toEqual([]);
  expect(openIn(undefined)).toEqual([]);
});

test("of the times of a rung the earlier is the stricter, within the range of the ladder", () => {
  const direction = {
    properties: {
      graceMinutes: { stricter: "more", maximum: 120 },
      ladder: { items: { properties: { afterMinutes: { minimum: 0, maximum: 100 } } } },
    },
  } as const;
  expect(directionNamed(direction, "graceMinutes")).toEqual({ stricter: "more", maximum: 120 });
  expect(directionNamed(direction, "callSquadLeader")).toEqual({ minimum: 0, maximum: 100, stricter: "less" });
});
