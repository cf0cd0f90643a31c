import { expect, test } from "vitest";
import type { HandoverRule } from "./handover-rule.ts";
import { isTaken, isUnreleased, passesByItself, wantsReason } from "./passing-matters.ts";

const rule: HandoverRule = {
  ordinaryMatters: { reason: true, cites: ["ZB-12"] },
  importantMatters: { released: true, cites: ["ZB-09"] },
};
const ordinary = { class: "ordinary", released: false } as const;
const important = { class: "important", released: false } as const;
const continuing = { class: "continuing", released: false } as const;

test("an ordinary matter passes with its reason, where one is asked", () => {
  expect([ordinary, important, continuing].map((each) => wantsReason(each, rule))).toEqual([true, false, false]);
  expect(wantsReason(ordinary, {})).toBe(false);
});

test("an important matter waits for its release, where one is asked", () => {
  expect([ordinary, important, continuing].map((each) => isUnreleased(each, rule))).toEqual([false, true, false]);
  expect(isUnreleased({ ...important, released: true }, rule)).toBe(false);
  expect(isUnreleased(important, {})).toBe(false);
});

test("only a continuing matter passes by itself", () => {
  expect([ordinary, important, continuing].map(passesByItself)).toEqual([false, false, true]);
});

test("a continuing matter is never said to have been taken where nobody took it", () => {
  const taken = (over: boolean, ...by: string[]) =>
    [ordinary, important, continuing].map((each) => isTaken({ ...each, id: each.class }, { isOver: over, taken: by }));
  expect(taken(false)).toEqual([false, false, false]);
  expect(taken(false, "ordinary")).toEqual([true, false, false]);
  expect(taken(true)).toEqual([true, true, false]);
  expect(taken(true, "continuing")).toEqual([true, true, true]);
});
