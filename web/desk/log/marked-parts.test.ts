import { expect, test } from "vitest";
import { markedParts } from "./marked-parts.ts";

test("a text comes apart at its marks and is whole again", () => {
  const text = "周建国送来报告";
  const parts = markedParts(text, [
    { from: 0, until: 3 },
    { from: 5, until: 7 },
  ]);
  expect(parts.map(({ part, marked }) => [part, marked])).toEqual([
    ["周建国", true],
    ["送来", false],
    ["报告", true],
  ]);
  expect(parts.map(({ part }) => part).join("")).toBe(text);
  expect(markedParts("", [])).toEqual([]);
  expect(markedParts("无", []).map(({ part }) => part)).toEqual(["无"]);
});
