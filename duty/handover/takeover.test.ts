import { describe, expect, test } from "vitest";
import type { Under } from "#test/given.ts";
import {
  askAct,
  evening,
  leak,
  lift,
  lin,
  ofWu,
  once,
  opened,
  prepared,
  ready,
  shift,
  signed,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { countKit } from "./count-kit.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { confirmProblem, raiseProblem } from "./raise-problem.ts";
import { readRecords } from "./read-records.ts";
import { takeBooks } from "./take-books.ts";
import { takeMatter } from "./take-matter.ts";

describe("taking over", () => {
  const acts = [
    ["reading the records", readRecords, shift],
    ["counting", countKit, { ...shift, counts: [{ item: "radio", found: 2, damaged: 0, missing: 0 }] }],
    ["taking the books", takeBooks, { ...shift, books: ["visitors"] }],
    ["taking a matter", takeMatter, { ...shift, matter: leak }],
  ] as const;

  test.each(acts)("%s is for the relief, on duty, after preparing and before signing", (_, decide, body) => {
    const state = once(opened, prepared());
    expect(askAct(decide, { state, body, who: zhao })).toMatchObject({ refused: "handover.not-the-relief" });
    const absent = { successors: [{ person: wu, page: evening, onDuty: false }] };
    expect(askAct(decide, { state, body, who: wu, facts: absent })).toMatchObject({ refused: "handover.not-on-duty" });
    expect(askAct(decide, { state: once(opened), body, who: wu })).toMatchObject({ refused: "handover.not-prepared" });
    const half = once(...ready, signed("outgoing"));
    expect(askAct(decide, { state: half, body, who: wu })).toMatchObject({ refused: "handover.signed-already" });
  });

  test("a book that the post does not have is not taken", () => {
    const body = { ...shift, books: ["poems"] };
    expect(askAct(takeBooks, { state: once(opened, prepared()), who: wu, body })).toMatchObject({
      refused: "handover.no-such-book",
    });
  });

  test("an important matter is taken once it has been released in writing", () => {
    const state = once(opened, prepared({ matters: [{ id: lift, class: "important" }] }));
    const matters = (released: boolean) => ({ matters: [{ id: lift, class: "important" as const, released }] });
    const body = { ...shift, matter: lift };
    expect(askAct(takeMatter, { state, who: wu, body, facts: matters(false) })).toEqual({
      refused: "handover.matter-unreleased",
      rules: ["ZB-09"],
    });
    expect(askAct(takeMatter, { state, who: wu, body, facts: matters(true) })).toEqual(["handover.matter-taken"]);
    expect(askAct(takeMatter, { state, who: wu, body: { ...shift, matter: leak } })).toMatchObject({
      refused: "handover.no-such-matter",
    });
  });
});

describe("counting", () => {
  test.each([
    ["adds up", { found: 2, missing: 0 }, ["handover.counted"]],
    [
      "wants one, and says why",
      { found: 1, missing: 1, explanation: "送修" },
      ["handover.counted", "handover.problem-raised"],
    ],
    [
      "finds one damaged, and says how",
      { found: 2, missing: 0, damaged: 1, explanation: "天线断" },
      ["handover.counted", "handover.problem-raised"],
    ],
  ])("a count that %s is taken", (_, count, types) => {
    const counts = [{ item: "radio", damaged: 0, ...count }];
    expect(askAct(countKit, { state: once(opened, prepared()), who: wu, body: { ...shift, counts } })).toEqual(types);
  });

  test.each([
    ["does not add up", [{ item: "radio", found: 1, damaged: 0, missing: 0 }], "handover.count-does-not-add-up"],
    [
      "finds more damaged than found",
      [{ item: "radio", found: 1, damaged: 2, missing: 1 }],
      "handover.count-does-not-add-up",
    ],
    ["names what is not on the list", [{ item: "horse", found: 1, damaged: 0, missing: 0 }], "handover.no-such-item"],
    [
      "says nothing of what is missing",
      [{ item: "radio", found: 1, damaged: 0, missing: 1 }],
      "handover.explanation-missing",
    ],
    [
      "counts one thing twice",
      [
        { item: "radio", found: 2, damaged: 0, missing: 0 },
        { item: "radio", found: 2, damaged: 0, missing: 0 },
      ],
      "handover.item-counted-twice",
    ],
  ])("a count that %s is refused", (_, counts, refused) => {
    const state = once(opened, prepared());
    expect(askAct(countKit, { state, who: wu, body: { ...shift, counts } })).toMatchObject({ refused });
  });
});

describe("problems", () => {
  const problem: readonly [HandoverEntry, Under] = [
    { type: "handover.problem-raised", body: { problem: "kit-radio", item: "radio" } },
    ofWu,
  ];

  test("either side raises one, nobody else does", () => {
    const body = { ...shift, text: "门锁松动" };
    const state = once(opened, prepared());
    expect(askAct(raiseProblem, { state, body, who: wu })).toEqual(["handover.problem-raised"]);
    expect(askAct(raiseProblem, { state, body, who: lin })).toEqual(["handover.problem-raised"]);
    expect(askAct(raiseProblem, { state, body, who: zhao })).toMatchObject({ refused: "handover.not-a-side" });
    expect(askAct(raiseProblem, { state: once(opened), body })).toMatchObject({ refused: "handover.not-prepared" });
  });

  test("each side confirms for itself, once", () => {
    const body = { ...shift, problem: "kit-radio" };
    const state = once(opened, prepared(), problem);
    expect(askAct(confirmProblem, { state, body, who: wu })).toEqual(["handover.problem-confirmed"]);
    const half = once(opened, prepared(), problem, [
      { type: "handover.problem-confirmed", body: { problem: "kit-radio", side: "incoming" } },
      ofWu,
    ]);
    expect(askAct(confirmProblem, { state: half, body, who: wu })).toEqual([]);
    expect(askAct(confirmProblem, { state: half, body, who: lin })).toEqual(["handover.problem-confirmed"]);
    expect(askAct(confirmProblem, { state, body: { ...shift, problem: "none" } })).toMatchObject({
      refused: "handover.no-such-problem",
    });
  });

  test("counted anew, it must be confirmed anew", () => {
    const confirmed: readonly [HandoverEntry, Under] = [
      { type: "handover.problem-confirmed", body: { problem: "kit-radio", side: "incoming" } },
      ofWu,
    ];
    const state = once(opened, prepared(), problem, confirmed, problem);
    expect(state).toMatchObject({ problems: [{ key: "kit-radio", confirmed: [] }] });
  });
});
