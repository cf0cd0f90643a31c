import { describe, expect, test } from "vitest";
import {
  askAct,
  commandId,
  entered,
  evening,
  facts,
  leak,
  lift,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  prepared,
  rule,
  type StoryEntry,
  secretly,
  shift,
  signed,
  storyOccurrence,
  text,
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { countKit } from "./count-kit.ts";
import type { Preparation } from "./handover.ts";
import { openHandover } from "./open-handover.ts";
import { prepareHandover } from "./prepare-handover.ts";
import { confirmProblem, raiseProblem } from "./raise-problem.ts";
import { readRecords } from "./read-records.ts";
import { takeBooks } from "./take-books.ts";
import { takeMatter } from "./take-matter.ts";

/* What an act writes down, word for word: a decision that is right and entered wrongly is wrong. */

const matters = [
  { id: leak, class: "ordinary" as const, released: false },
  { id: lift, class: "continuing" as const, released: false },
];

test("a hand-over is opened once, for the shift that began", () => {
  const body = { occurrence: storyOccurrence };
  expect(entered(openHandover, { state: once(), body })).toEqual([
    { type: "handover.opened", body: { occurrence: storyOccurrence } },
  ]);
  expect(entered(openHandover, { state: once(opened), body })).toEqual([]);
});

describe("preparing writes down", () => {
  const prepare = (more: object, about: { facts?: object; rule?: object } = {}) =>
    entered(prepareHandover, { state: once(opened), body: { ...writeUp, ...more }, ...about })[0]?.body;

  test("what was written, who relieves, on which page it goes on, and all that is handed over", () => {
    expect(prepare({})).toEqual({
      ...{ summary: secretly("一切正常"), done: secretly("已巡视"), relief: wu, next: evening, matters: [] },
      ...{ kit: facts.kit, books: facts.books, since: facts.since, page: facts.page },
    });
  });

  test("the page of the relief that was named, not the next by the plan", () => {
    const later = "lobby/2026-11-21/night";
    const successors = [
      { person: zhao, page: evening, onDuty: false },
      { person: wu, page: later, onDuty: false },
    ];
    expect(prepare({}, { facts: { successors } })).toMatchObject({ next: later });
    expect(prepare({ relief: undefined }, { facts: { successors }, rule: {} })).toMatchObject({ next: evening });
  });

  test("for each matter its own reason, and none where none was given", () => {
    const reasons = [{ matter: leak, reason: "等待配件" }];
    expect(prepare({ nothingPending: false, reasons }, { facts: { matters } })).toMatchObject({
      matters: [
        { id: leak, class: "ordinary", reason: secretly("等待配件") },
        { id: lift, class: "continuing" },
      ],
    });
    const body = prepare({ nothingPending: false, reasons }, { facts: { matters } }) as Preparation;
    expect(body.matters[1]).toEqual({ id: lift, class: "continuing" });
  });

  test("nothing of what was not said", () => {
    const bare = { summary: undefined, done: undefined, relief: undefined };
    const office = { next: undefined, successors: [] };
    const body = prepare(bare, { facts: office, rule: {} });
    expect(Object.keys(body ?? {}).toSorted()).toEqual(["books", "kit", "matters", "page", "since"]);
  });
});

describe("taking over writes down", () => {
  const state = once(opened, prepared());

  test("the page that was read, as it stood at the cut-off", () => {
    const read = entered(readRecords, { state, body: shift, who: wu });
    expect(read).toEqual([{ type: "handover.records-read", body: { page: facts.page } }]);
    const again = once(opened, prepared(), [{ type: "handover.records-read", body: { page: facts.page } }, ofWu]);
    expect(entered(readRecords, { state: again, body: shift, who: wu })).toEqual([]);
  });

  test("every number that was counted, the explanation sealed, and a problem for what is wanting", () => {
    const kit = [
      { item: "radio", expected: 2 },
      { item: "torch", expected: 1 },
      { item: "key", expected: 3 },
    ];
    const counts = [
      { item: "radio", found: 1, damaged: 0, missing: 1, explanation: "送修" },
      { item: "torch", found: 1, damaged: 1, missing: 0, explanation: "灯泡坏" },
      { item: "key", found: 3, damaged: 0, missing: 0 },
    ];
    const about = { state: once(opened, prepared({ kit })), body: { ...shift, counts }, who: wu };
    expect(entered(countKit, about)).toEqual([
      {
        type: "handover.counted",
        body: {
          counts: [
            { item: "radio", found: 1, damaged: 0, missing: 1, explanation: secretly("送修") },
            { item: "torch", found: 1, damaged: 1, missing: 0, explanation: secretly("灯泡坏") },
            { item: "key", found: 3, damaged: 0, missing: 0 },
          ],
        },
      },
      { type: "handover.problem-raised", body: { problem: "kit-radio", item: "radio" } },
      { type: "handover.problem-raised", body: { problem: "kit-torch", item: "torch" } },
    ]);
  });

  test("books that were not yet taken, and no book that is not there", () => {
    const books = ["visitors", "keys"];
    const begun: StoryEntry = [{ type: "handover.books-taken", body: { books: ["keys"] } }, ofWu];
    const some = once(opened, prepared({ books }), begun);
    const take = (wanted: readonly string[], from = some) => ({
      state: from,
      body: { ...shift, books: wanted },
      who: wu,
    });
    expect(entered(takeBooks, take(books))).toEqual([{ type: "handover.books-taken", body: { books: ["visitors"] } }]);
    expect(entered(takeBooks, take(["keys"]))).toEqual([]);
    expect(askAct(takeBooks, take(["visitors", "poems"]))).toMatchObject({ refused: "handover.no-such-book" });
  });

  test("the matter that was taken, once, and only one that is still open", () => {
    const listed = prepared({ matters: [{ id: leak, class: "ordinary" }] });
    const body = { ...shift, matter: leak };
    const about = { body, who: wu, facts: { matters } };
    const taken: StoryEntry = [{ type: "handover.matter-taken", body: { matter: leak } }, ofWu];
    expect(entered(takeMatter, { ...about, state: once(opened, listed) })).toEqual([taken[0]]);
    expect(entered(takeMatter, { ...about, state: once(opened, listed, taken) })).toEqual([]);
    const settled = { ...about, state: once(opened, listed), facts: { matters: [] } };
    expect(askAct(takeMatter, settled)).toMatchObject({ refused: "handover.no-such-matter" });
    const ofTheNextPage = { ...about, state: once(opened, prepared()) };
    expect(askAct(takeMatter, ofTheNextPage)).toMatchObject({ refused: "handover.no-such-matter" });
  });

  test("an important matter waits for its release only where the regulation asks for one", () => {
    const important = [{ id: lift, class: "important" as const, released: false }];
    const about = { state: once(opened, prepared({ matters: important })), body: { ...shift, matter: lift }, who: wu };
    const bare = { ...about, facts: { matters: important }, rule: { ...rule, importantMatters: undefined } };
    expect(askAct(takeMatter, bare)).toEqual(["handover.matter-taken"]);
  });
});

describe("problems write down", () => {
  const lock: StoryEntry = [{ type: "handover.problem-raised", body: { problem: "lock", text: text("") } }, ofWu];
  const lamp: StoryEntry = [{ type: "handover.problem-raised", body: { problem: "lamp", text: text("") } }, ofWu];

  test("what was said, under the name of the command", () => {
    const about = { state: once(opened, prepared()), body: { ...shift, text: "地面积水" }, who: wu };
    expect(entered(raiseProblem, about)).toEqual([
      { type: "handover.problem-raised", body: { problem: commandId, text: secretly("地面积水") } },
    ]);
  });

  test("which of them was talked over, and by which side", () => {
    const state = once(opened, prepared(), lock, lamp);
    const confirm = (who: string) => entered(confirmProblem, { state, body: { ...shift, problem: "lamp" }, who });
    expect(confirm(wu)[0]?.body).toEqual({ problem: "lamp", side: "incoming" });
    expect(confirm(lin)[0]?.body).toEqual({ problem: "lamp", side: "outgoing" });
  });

  test("nothing from a stranger, from a relief who is not there, before preparing, or once somebody has signed", () => {
    const body = { ...shift, problem: "lock" };
    const said = { ...shift, text: "地面积水" };
    const absent = { successors: [{ person: wu, page: evening, onDuty: false }] };
    for (const [act, its] of [
      [confirmProblem, body],
      [raiseProblem, said],
    ] as const) {
      const state = once(opened, prepared(), lock);
      expect(askAct(act, { state, body: its, who: zhao })).toMatchObject({ refused: "handover.not-a-side" });
      expect(askAct(act, { state, body: its, who: wu, facts: absent })).toMatchObject({
        refused: "handover.not-on-duty",
      });
      expect(askAct(act, { state: once(opened), body: its, who: wu })).toMatchObject({
        refused: "handover.not-prepared",
      });
      const half = once(opened, prepared(), lock, signed("outgoing"));
      expect(askAct(act, { state: half, body: its, who: wu })).toMatchObject({ refused: "handover.signed-already" });
    }
  });

  test("where nobody was named, whoever of the next shift is on duty is the other side", () => {
    const { relief: _, ...unnamed } = prepared()[0].body as Preparation;
    const state = once(opened, [{ type: "handover.prepared", body: unnamed }, ofLin], lock);
    const body = { ...shift, problem: "lock" };
    expect(entered(confirmProblem, { state, body, who: wu })[0]?.body).toMatchObject({ side: "incoming" });
    expect(askAct(confirmProblem, { state, body, who: zhao })).toMatchObject({ refused: "handover.not-a-side" });
  });
});
