import { describe, expect, test } from "vitest";
import { instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { by, given, outcomeOf } from "#test/given.ts";
import { type FollowKitBody, type FollowKitFacts, followKit } from "./follow-kit.ts";
import { type Matter, matterKind, matterOnLedger } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry } from "./matter-shapes.ts";
import { maySettle, settleMatter } from "./progress-matter.ts";

/* An item of the kit that a hand-over was signed without: counted again, found, given up. */

const lin = "00000000-0000-4000-8000-000000000001";
const now = instantOf("2026-11-21T16:00:00+08:00");
const handover = "lobby/2026-11-21/day";
const id = "lobby/00000000-0000-8000-8000-000000000aaa";
const kit = {
  withinMinutes: 90,
  by: ["squad-leader"],
  ladder: [{ afterMinutes: 0, call: "manager" }],
  cites: ["ZB-33"],
};
const rule: MatterRule = { kit, continuing: { ladder: [], cites: ["ZB-08"] } };
const circumstances = by(lin, now);

const matter = (...entries: MatterEntry[]): Matter =>
  given(
    matterKind,
    id,
    entries.map((each) => [each, { at: now }] as const),
  );
const wanting: MatterEntry = {
  type: "matter.kit-wanting",
  body: { item: "radio", missing: 1, damaged: 0, handover, by: lin, dueAt: plusMinutes(now, 90), under: 3 },
};
const later = "lobby/2026-11-21/evening";

/** The post is to have two radios, of which the matter misses one, unless it is told how many were found. */
function follow(
  state: Matter,
  told: Partial<FollowKitBody>,
  under: MatterRule = rule,
  { isTaken = false, ...found }: Partial<FollowKitFacts> = {},
) {
  const body = { matter: id, item: "radio", missing: 0, damaged: 0, handover: later, ...told };
  const facts = { isTaken, found: 2 - body.missing, foundBefore: 1, ...found };
  return followKit({ state, body, rule: under, facts, circumstances });
}

describe("at the hand-over", () => {
  test("what is wanting is opened, held by whoever took the post over, and is due as the regulation says", () => {
    const decided = follow(matter(), { missing: 1, handover, by: lin });
    expect(decided.entries).toEqual([{ ...wanting, body: { ...wanting.body, under: circumstances.under } }]);
    expect(follow(matter(), { damaged: 1 }).entries?.[0]?.body).not.toHaveProperty("by");
  });

  test("what is whole opens nothing, and nothing is opened where no rule asks for it", () => {
    expect(outcomeOf(follow(matter(), {}))).toEqual([]);
    expect(outcomeOf(follow(matter(), { missing: 1 }, {}))).toEqual([]);
  });

  test("counted alike it goes on, counted otherwise it says so, and found it is settled", () => {
    expect(outcomeOf(follow(matter(wanting), { missing: 1 }))).toEqual([]);
    expect(outcomeOf(follow(matter(wanting), { missing: 2 }))).toEqual(["matter.kit-recounted"]);
    expect(outcomeOf(follow(matter(wanting), { missing: 1, damaged: 1 }))).toEqual(["matter.kit-recounted"]);
    expect(outcomeOf(follow(matter(wanting), {}))).toEqual(["matter.kit-found"]);
  });

  test.each<[string, { missing?: number; damaged?: number; found: number | undefined }, object | undefined]>([
    ["a shorter list finds nothing", { found: 1 }, undefined],
    ["and what is missing of it is missing besides", { missing: 1, found: 0 }, { missing: 2, damaged: 0 }],
    ["and what is damaged is told", { damaged: 1, found: 1 }, { missing: 1, damaged: 1 }],
    [
      "as many as before, of a longer list, are told since more are to be found",
      { missing: 1, found: 2 },
      { missing: 1, damaged: 0 },
    ],
    ["all of a longer list are found", { found: 3 }, {}],
    ["where it is not known how many were found, the count says it", { found: undefined }, {}],
  ])("one of two radios was missing: %s", (_, { found, ...told }, expected) => {
    const decided = follow(
      matter(wanting),
      told,
      rule,
      found === undefined ? { found, foundBefore: found } : { found },
    );
    expect(decided.entries?.map(({ body }) => body)).toEqual(expected ? [{ ...expected, handover: later }] : []);
  });

  test("a matter about something else stays, and the next one is opened in its place alone", () => {
    const other: MatterEntry = {
      type: "matter.opened",
      body: { class: "ordinary", text: "灯泡", dueAt: now, under: 3 } as never,
    };
    expect(outcomeOf(follow(matter(other), { missing: 1 }))).toEqual([]);
    expect(outcomeOf(follow(matter(other), {}))).toEqual([]);
    const next = { missing: 1, insteadOf: id };
    expect(outcomeOf(follow(matter(), next))).toEqual([]);
    expect(outcomeOf(follow(matter(), next, rule, { isTaken: true }))).toEqual(["matter.kit-wanting"]);
  });

  test("what was settled is not opened a second time under the same name", () => {
    const found: MatterEntry = { type: "matter.kit-found", body: { handover: later } };
    expect(outcomeOf(follow(matter(wanting, found), { missing: 1 }))).toEqual([]);
  });
});

test("it tells the last count, and owes by the rule of the kit and not of its class", () => {
  const recounted: MatterEntry = { type: "matter.kit-recounted", body: { missing: 0, damaged: 2, handover: later } };
  const state = matter(wanting, recounted);
  expect(state).toMatchObject({
    ...{ phase: "open", class: "continuing", holder: lin, openedBy: undefined, text: undefined },
    kit: { item: "radio", missing: 0, damaged: 2, since: handover, counted: later },
  });
  const [owed, ...others] = matterKind.owes(state, rule);
  expect(others).toEqual([]);
  expect(owed).toMatchObject({ rules: ["ZB-33"], ladder: kit.ladder, dueAt: plusMinutes(now, 90) });
  expect(owed?.detail).toEqual({ class: "continuing", released: 0, item: "radio", missing: 0, damaged: 2 });
  expect(owed && matterOnLedger(id, owed)).toEqual({ id, class: "continuing", released: false, item: "radio" });
  const found = matter(wanting, { type: "matter.kit-found", body: { handover: later } });
  expect(matterKind.owes(found, rule)).toMatchObject([{ metAt: now }]);
});

describe("giving it up", () => {
  const body = { post: "lobby", matter: "aaa", outcome: "已赔偿" };
  const settle = (facts: { onDuty: boolean; functions: string[] }, under: MatterRule = rule) =>
    outcomeOf(settleMatter({ state: matter(wanting), body, rule: under, facts, circumstances }));

  test("is for the functions that the regulation names, and never for who has the post", () => {
    expect(settle({ onDuty: true, functions: [] })).toMatchObject({ refused: "matter.kit-function-lacking" });
    expect(settle({ onDuty: false, functions: ["guard"] })).toMatchObject({ refused: "matter.kit-function-lacking" });
    expect(settle({ onDuty: true, functions: ["squad-leader"] })).toMatchObject({ refused: "matter.own-kit" });
    expect(settle({ onDuty: true, functions: [] }, {})).toMatchObject({ refused: "matter.own-kit" });
    expect(settle({ onDuty: false, functions: ["squad-leader"] })).toEqual(["matter.settled"]);
  });

  test("is offered to nobody else; of another matter this says nothing", () => {
    const other: MatterEntry = {
      type: "matter.opened",
      body: { class: "ordinary", text: "灯泡", dueAt: now, under: 3 } as never,
    };
    const may = (functions: string[], state = matter(wanting)) => maySettle(state, rule, { onDuty: false, functions });
    expect([may(["squad-leader"]), may(["guard"]), may(["guard"], matter(other))]).toEqual([true, false, true]);
  });
});
