import { expect, test } from "vitest";
import { type CountDraft, countBodyOf, isShort, tallied } from "./count-draft.ts";

const at = { post: "lobby", date: "2026-11-21", shift: "day" };
const kit = [
  { item: "radio", expected: 2 },
  { item: "torch", expected: 3 },
];
const saved = { radio: { found: 2, damaged: 0, explanation: "" } };
const bodyAfter = (draft: CountDraft) => countBodyOf(at, tallied(kit, saved, draft));

test("the table shows what was typed before what was saved before nothing", () => {
  const draft = { torch: { found: 1, damaged: 0, explanation: "lent" } };
  expect(tallied(kit, saved, {})).toMatchObject([
    { item: "radio", found: 2, missing: 0, changed: false },
    { item: "torch", found: undefined, missing: undefined, changed: false },
  ]);
  expect(tallied(kit, saved, draft)).toMatchObject([
    { item: "radio", changed: false },
    { item: "torch", found: 1, missing: 2, changed: true },
  ]);
  expect(tallied(kit, saved, { radio: { found: 1, damaged: 0, explanation: "" } })[0]).toMatchObject({ found: 1 });
});

test("any part that differs from what the server has is a change", () => {
  const changed = (part: object) => tallied(kit, saved, { radio: { ...saved.radio, ...part } })[0]?.changed;
  expect([{}, { found: 1 }, { damaged: 1 }, { explanation: "wet" }, { found: undefined }].map(changed)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});

test("what is missing or damaged is wanting, and what was not counted is not yet", () => {
  const short = (found: number | undefined, damaged: number) =>
    tallied(kit, {}, { radio: { found, damaged, explanation: "" } }).map(isShort)[0];
  expect([short(2, 0), short(1, 0), short(2, 1), short(undefined, 0)]).toEqual([false, true, true, false]);
});

test("only what was counted anew goes out, with words where something is wanting", () => {
  expect(bodyAfter({})).toEqual({ ...at, counts: [] });
  expect(bodyAfter({ torch: { found: 3, damaged: 0, explanation: " all here " } }).counts).toEqual([
    { item: "torch", found: 3, damaged: 0, missing: 0 },
  ]);
  expect(bodyAfter({ torch: { found: 2, damaged: 0, explanation: " lent " } }).counts).toEqual([
    { item: "torch", found: 2, damaged: 0, missing: 1, explanation: "lent" },
  ]);
  expect(bodyAfter({ torch: { found: 2, damaged: 0, explanation: "  " } }).counts).toEqual([
    { item: "torch", found: 2, damaged: 0, missing: 1 },
  ]);
});
