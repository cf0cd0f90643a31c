import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CountDraft,
  countBodyOf,
  isShort,
  type KitTally,
  restWell,
  tallied,
  withDamaged,
  withExplanation,
  withFound,
} from "./count-draft.ts";

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

const step = fc.oneof(
  fc.record({ figure: fc.constant("found" as const), to: fc.nat(5) }),
  fc.record({ figure: fc.constant("damaged" as const), to: fc.nat(5) }),
  fc.record({ figure: fc.constant("explanation" as const), to: fc.string({ maxLength: 3 }) }),
  fc.record({ figure: fc.constant("rest" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const five = [{ item: "radio", expected: 5 }];
const tallyOf = (draft: CountDraft) => tallied(five, {}, draft)[0] as KitTally;

/** As a hand may do it: of damage, no more can be entered than was found. */
function stepped(draft: CountDraft, one: Step): CountDraft {
  const tally = tallyOf(draft);
  if (one.figure === "rest") return restWell([tally], draft);
  if (one.figure === "found") return { radio: withFound(tally, one.to) };
  if (one.figure === "explanation") return { radio: withExplanation(tally, one.to) };
  return { radio: withDamaged(tally, Math.min(one.to, tally.found ?? tally.expected)) };
}

/** What was entered last of each, told without the functions that are asked. */
function remembered(steps: readonly Step[]) {
  const last = { found: undefined as number | undefined, damaged: 0, explanation: "" };
  for (const one of steps) {
    if (one.figure === "found") last.found = one.to;
    if (one.figure === "explanation") last.explanation = one.to;
    if (one.figure === "damaged") last.damaged = Math.min(one.to, last.found ?? 5);
    if (one.figure === "rest" || one.figure === "damaged") last.found ??= 5;
  }
  return last;
}

test("in whatever order kit is counted it adds up, and no figure changes another one that was entered", () => {
  const counting = fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
    const tally = tallyOf(steps.reduce(stepped, {}));
    const { found, damaged, explanation } = remembered(steps);
    expect(tally).toMatchObject({ found, explanation, damaged: Math.min(damaged, found ?? 5) });
    expect(tally.missing).toBe(found === undefined ? undefined : 5 - found);
    const [body] = countBodyOf(at, [tally]).counts;
    expect((body?.found ?? 5) + (body?.missing ?? 0)).toBe(5);
    expect(body?.damaged ?? 0).toBeLessThanOrEqual(body?.found ?? 5);
  });
  fc.assert(counting, { numRuns: 300 });
});

test("an item that is missing stays missing when another is said to be damaged", () => {
  const draft = { radio: withFound(tallyOf({}), 4) };
  expect(withDamaged(tallyOf(draft), 1)).toEqual({ found: 4, damaged: 1, explanation: "" });
});

test("damage comes back where the found figure was lower only for a moment, as while it is typed", () => {
  const damaged = { radio: { found: 5, damaged: 3, explanation: "wet" } };
  const lower = { radio: withFound(tallyOf(damaged), 1) };
  expect(tallyOf(lower)).toMatchObject({ found: 1, damaged: 1, missing: 4 });
  expect(withFound(tallyOf(lower), 5)).toEqual(damaged.radio);
});

test("the rest is well: what was counted or saved stays, of the others all are there and the words stay", () => {
  const draft = { torch: { found: undefined, damaged: 1, explanation: "lent" } };
  expect(restWell(tallied(kit, {}, {}), {})).toEqual({
    radio: { found: 2, damaged: 0, explanation: "" },
    torch: { found: 3, damaged: 0, explanation: "" },
  });
  expect(restWell(tallied(kit, saved, draft), draft)).toEqual({ torch: { found: 3, damaged: 1, explanation: "lent" } });
  const counted = { radio: { found: 1, damaged: 0, explanation: "" } };
  expect(restWell(tallied(kit, saved, counted), counted)).toMatchObject(counted);
});
