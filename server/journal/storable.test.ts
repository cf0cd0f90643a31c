import { describe, expect, test } from "vitest";
import { sealBody, unstorable } from "./storable.ts";

/** A list in a list, so many deep. */
function nested(depth: number): unknown {
  return depth === 0 ? [] : [nested(depth - 1)];
}

describe("what the journal cannot hold", () => {
  test.each([
    ["half a pair of surrogates", { text: "\ud800" }, "text.not-well-formed", "text"],
    ["NUL", { lines: [{ text: "a\0b" }] }, "text.not-well-formed", "lines.0.text"],
    ["NUL in a name", { ok: { "a\0b": 1 } }, "text.not-well-formed", "ok"],
    ["a fraction", { minutes: 1.5 }, "number.not-whole", "minutes"],
    ["more than a number holds exactly", { at: 2 ** 53 }, "number.not-whole", "at"],
    ["what JSON has no word for", { at: new Date(0) }, "value.not-json", "at"],
    ["a function", { at: () => 1 }, "value.not-json", "at"],
  ])("%s is found, with its place", (_, body, code, field) => {
    expect(unstorable(body)).toEqual({ code, field });
  });

  test("is anything nested deeper than forty lists", () => {
    expect(unstorable(nested(40))).toBeUndefined();
    expect(unstorable(nested(41))).toMatchObject({ code: "value.not-json" });
  });

  test("is nothing of this", () => {
    const body = {
      text: "巡视正常 \u{1F600}",
      count: -3,
      at: 2 ** 53 - 1,
      ok: true,
      none: null,
      left: undefined,
      rows: [{}],
    };
    expect(unstorable(body)).toBeUndefined();
  });
});

test("a body is kept as it will be read again: nothing absent, nothing minus nought, secrets sealed wherever they stand", () => {
  const body = {
    a: undefined,
    b: -0,
    c: [{ secret: "李伟", kind: "name" }],
    d: { secret: "x", kind: "name", more: 1 },
  };
  const kept = sealBody(body, ({ secret, kind }) => ({ sealed: `sealed ${secret.length}`, kind }));
  expect(kept).toEqual({ b: 0, c: [{ sealed: "sealed 2", kind: "name" }], d: { secret: "x", kind: "name", more: 1 } });
  expect(Object.is((kept as { b: number }).b, 0)).toBe(true);
  expect(Object.keys(kept as object)).not.toContain("a");
});
