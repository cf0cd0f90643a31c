import { describe, expect, test } from "vitest";
import type { CommandReceipt } from "#server/http/commands-answer.ts";
import type { CommandVerdict, Says } from "./heard.ts";
import {
  afterAnswer,
  afterOther,
  amended,
  dueNow,
  heldUntil,
  type Item,
  type ItemState,
  isBackWithAuthor,
  isHeld,
  isUnsent,
  isUntried,
  nextRoundIn,
  released,
} from "./item.ts";

const receipt: CommandReceipt = { stream: { site: "tower", noun: "log", id: "lobby" }, version: 3, hash: "ab" };
const before = { code: "request.unreachable", status: 0 };
const now = { code: "log.page-closed", status: 409 };

const item = (state: ItemState, more: Partial<Item> = {}): Item => ({
  ...{
    id: "a",
    number: 1,
    act: "log.write-line",
    site: "tower",
    body: { text: "水压正常" },
    as: "lin",
    page: "p",
    deviceTime: 0,
    tries: 1,
  },
  ...{ state, problem: before, ...more },
});

const verdict = (says: Says): CommandVerdict => (says === "done" ? { says, receipt } : { says, problem: now });

/** What each answer makes of each state, and whether the reason beside it is the new one. */
const cells: readonly [ItemState, Says, ItemState, "old" | "new" | "none"][] = [
  ["waiting", "done", "received", "none"],
  ["waiting", "refused", "refused", "new"],
  ["waiting", "author-away", "author", "new"],
  ["waiting", "not-known", "held", "new"],
  ["waiting", "undecided", "waiting", "new"],
  ["author", "done", "received", "none"],
  ["author", "refused", "refused", "new"],
  ["author", "author-away", "author", "new"],
  ["author", "not-known", "held", "new"],
  ["author", "undecided", "waiting", "new"],
  ["held", "done", "received", "none"],
  ["held", "refused", "refused", "new"],
  ["held", "author-away", "author", "new"],
  ["held", "not-known", "held", "new"],
  ["held", "undecided", "held", "new"],
  ["refused", "done", "received", "none"],
  ["refused", "refused", "refused", "new"],
  ["refused", "author-away", "refused", "old"],
  ["refused", "not-known", "refused", "old"],
  ["refused", "undecided", "refused", "old"],
  ["withdrawn", "done", "received", "none"],
  ["withdrawn", "refused", "withdrawn", "old"],
  ["withdrawn", "author-away", "withdrawn", "old"],
  ["withdrawn", "not-known", "withdrawn", "old"],
  ["withdrawn", "undecided", "withdrawn", "old"],
  ["received", "done", "received", "none"],
  ["received", "refused", "received", "old"],
  ["received", "author-away", "received", "old"],
  ["received", "not-known", "received", "old"],
  ["received", "undecided", "received", "old"],
];

describe("what an answer makes of an item", () => {
  test.each(cells)("%s, answered %s, is %s with the reason: %s", (state, says, becomes, reason) => {
    const after = afterAnswer(item(state), verdict(says));
    const problem = { old: before, new: now, none: undefined }[reason];
    expect([after.state, after.problem]).toEqual([becomes, problem]);
    expect(after.receipt).toEqual(says === "done" ? receipt : undefined);
    expect(after.body).toEqual(says === "done" ? {} : { text: "水压正常" });
  });

  test("each answer to each state stands there once", () => {
    const states = new Set(cells.map(([state]) => state));
    const said = new Set(cells.map(([, says]) => says));
    expect(new Set(cells.map(([state, says]) => `${state} ${says}`)).size).toBe(states.size * said.size);
    expect([...states].map((state) => isUnsent({ state }))).toEqual([true, true, true, false, false, false]);
    expect([...states].filter((state) => isBackWithAuthor({ state }))).toEqual(["refused", "withdrawn"]);
  });

  test("the first receipt is the one that stays", () => {
    const first = { ...receipt, version: 2 };
    expect(afterAnswer(item("received", { receipt: first }), verdict("done")).receipt).toEqual(first);
  });
});

test("a round takes what waits in its order, and of each author who is away the first", () => {
  const items = [
    item("author", { id: "1" }),
    item("waiting", { id: "2" }),
    item("author", { id: "3" }),
    item("author", { id: "4", as: "wu" }),
    ...(["held", "refused", "withdrawn", "received"] as const).map((state) => item(state, { id: state })),
    item("waiting", { id: "5", as: "wu" }),
    item("waiting", { id: "6", tries: 0, heldFor: 100 }),
  ];
  expect(dueNow(items, 99).map(({ id }) => id)).toEqual(["1", "2", "4", "5"]);
  expect(dueNow(items, 100).map(({ id }) => id)).toEqual(["1", "2", "4", "5", "6"]);
});

test("what is changed stands in its place, and what is not stays as it was", () => {
  const items = ["1", "2", "3"].map((id) => item("waiting", { id }));
  const [first, second, third] = items;
  const gone = (all: readonly Item[]) => all.filter(({ id }) => id === "2").map((each) => ({ ...each, tries: 7 }));
  expect(amended(items, gone)).toEqual([first, { ...second, tries: 7 }, third]);
});

test("it is held from its writing until its time is over, unless it was tried, released or taken back, or the clock was put back", () => {
  const held = item("waiting", { tries: 0, deviceTime: 1000, heldFor: 8000 });
  expect(heldUntil(held)).toBe(9000);
  expect([999, 1000, 8999, 9000].map((now) => isHeld(held, now))).toEqual([false, true, true, false]);
  const others = [
    { ...held, tries: 1 },
    { ...held, heldFor: undefined },
    ...(["author", "held", "refused", "withdrawn", "received"] as const).map((state) => ({ ...held, state })),
    released(held),
  ];
  expect(others.map((each) => [isUntried(each), isHeld(each, 5000)])).toEqual(others.map(() => [false, false]));
  expect(isUntried(held)).toBe(true);
  expect(released(held)).not.toHaveProperty("heldFor");
});

test.each<[string, readonly Partial<Item>[], number | undefined]>([
  [
    "nothing waits",
    [{ state: "refused" }, { state: "held" }, { state: "received" }, { state: "withdrawn" }],
    undefined,
  ],
  ["one was never tried", [{ tries: 0 }], 1000],
  ["one waits for its author", [{ state: "author", tries: 2 }], 2000],
  ["the least tried decides", [{ tries: 40 }, { tries: 3 }], 5000],
  ["it was tried for a day", [{ tries: 40 }], 30_000],
  ["one is held", [{ tries: 0, heldFor: 8000 }], 7500],
  ["one is held and another was tried", [{ tries: 0, heldFor: 8000 }, { tries: 1 }], 1000],
  ["one is held for less than another rests", [{ tries: 0, heldFor: 700 }, { tries: 9 }], 200],
  ["its time is over", [{ tries: 0, heldFor: 400 }], 1000],
])("where %s the next round begins in as many milliseconds", (_, items, expected) => {
  expect(
    nextRoundIn(
      items.map((each) => item("waiting", each)),
      500,
    ),
  ).toBe(expected);
});

test.each<[Says, ItemState]>([
  ["done", "waiting"],
  ["refused", "waiting"],
  ["author-away", "author"],
  ["not-known", "author"],
  ["undecided", "author"],
])("once somebody was answered %s, what else waits for them is %s; what waits for others stays", (says, state) => {
  expect(afterOther(item("author", { id: "2" }), item("author"), verdict(says)).state).toBe(state);
  expect(afterOther(item("author", { id: "3", as: "wu" }), item("author"), verdict(says)).state).toBe("author");
  expect(afterOther(item("held", { id: "4" }), item("author"), verdict(says)).state).toBe("held");
});

test("what came by its proof tells nothing of where its author is", () => {
  const done: CommandVerdict = { says: "done", receipt, road: "proof" };
  expect(afterOther(item("author", { id: "2" }), item("author"), done).state).toBe("author");
});

test("once its receipt is here nothing of its proof is kept", () => {
  const proof = { version: 1, device: "d", opening: "o", signature: "s" };
  expect(afterAnswer(item("waiting", { proof }), verdict("done"))).not.toHaveProperty("proof");
  expect(afterAnswer(item("waiting", { proof }), verdict("undecided"))).toMatchObject({ proof });
});
