import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import {
  at,
  booksTaken,
  counted,
  facts,
  leak,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  prepared,
  readingEntry,
  ready,
  rule,
  wu,
} from "#test/handover-story.ts";
import type { Handover, Side } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { hindrances } from "./hindrances.ts";
import { isUndone, signedClaims } from "./signed-claims.ts";

type Told = (typeof ready)[number];
type Prepared = Extract<Handover, { phase: "prepared" }>;

const wanting: Told = [
  { type: "handover.counted", body: { counts: [{ item: "radio", found: 1, damaged: 0, missing: 1 }] } },
  ofWu,
];
const problem = "kit-radio";
const raised: Told = [{ type: "handover.problem-raised", body: { problem, item: "radio" } }, ofWu];
const told = (side: Side): Told => [
  { type: "handover.problem-confirmed", body: { problem, side } },
  side === "outgoing" ? ofLin : ofWu,
];
const byLin = ([entry]: Told): Told => [{ ...entry }, ofLin];
const reopened: Told = [{ type: "handover.reopened", body: { reason: { sealed: "改正", kind: "free-text" } } }, ofLin];

/** What may stand between preparing and signing: what the relief does, what somebody else does in its place, what is done anew. */
const deeds: readonly Told[] = [
  ...[readingEntry, counted, booksTaken, wanting, raised, told("outgoing"), told("incoming")],
  ...[byLin(readingEntry), byLin(counted), byLin(booksTaken)],
];
const asked = ["recordsRead", "count", "books", "problems"] as const;

const situation = fc.record({
  before: fc.array(fc.constantFrom(...deeds), { maxLength: 5 }),
  again: fc.boolean(),
  after: fc.array(fc.constantFrom(...deeds), { maxLength: 8 }),
  rules: fc.subarray([...asked]),
  side: fc.constantFrom<Side>("outgoing", "incoming"),
  matters: fc.constantFrom([], [{ id: leak, class: "continuing" as const, released: false }]),
});

/** What the entries say, read by themselves: the last count if it is the relief's, the reading at this cut, and who has said what. */
function asEntered(entries: readonly Told[], page: { version: number }) {
  const mine = entries.filter(([, under]) => under === ofWu).map(([entry]) => entry);
  const latest = entries.findLast(([{ type }]) => type === "handover.counted")?.[0];
  const [count] = latest?.type === "handover.counted" && mine.includes(latest) ? latest.body.counts : [];
  const last = entries.findLastIndex(([{ type }]) => type === "handover.problem-raised");
  const said = entries
    .slice(last)
    .flatMap(([each]) => (each.type === "handover.problem-confirmed" ? [each.body.side] : []));
  return {
    read: mine.some((each) => each.type === "handover.records-read" && each.body.page.version === page.version),
    count: count === undefined ? "kit-uncounted" : count.missing > 0 ? "kit-wanting" : "kit-whole",
    books: mine.some(({ type }) => type === "handover.books-taken"),
    problem: last < 0 ? undefined : new Set(said).size === 2 ? "problems-told" : "problems-untold",
  };
}

test("whatever was done by whom, what is signed is what is so, and where it may be signed nothing that a rule asks is undone", () => {
  let signable = 0;
  fc.assert(
    fc.property(situation, ({ before, again, after, rules, side, matters }) => {
      const entries = [...before, ...after];
      const listed = matters.map(({ id, class: its }) => ({ id, class: its }));
      const form = prepared({ matters: listed });
      const last = again ? prepared({ page: { version: 9, hash: "p9" }, matters: listed }) : form;
      const state = once(opened, form, ...before, ...(again ? [reopened, last] : []), ...after) as Prepared;
      const signing = { facts: { ...facts, matters }, side, signer: side === "outgoing" ? lin : wu };
      const claims = signedClaims(state, signing);
      const says = claims.map((each) => each.says);
      const is = asEntered(entries, state.preparation.page);
      expect(says).toEqual([
        is.read ? "records-read" : "records-unread",
        is.count,
        is.books ? "books-taken" : "books-left",
        ...(is.problem === undefined ? [] : [is.problem]),
        matters.length > 0 ? "matters-pass" : "no-matters",
      ]);
      const under: HandoverRule = Object.fromEntries(rules.map((each) => [each, rule[each]]));
      const left = hindrances({ state, rule: under, ...signing, now: at("15:58"), lateReason: false });
      if (left.length > 0) return;
      signable += 1;
      const words = { recordsRead: "records", count: "kit", books: "books", problems: "problems" } as const;
      const open = claims.filter(isUndone).map((each) => each.says);
      for (const each of rules) expect(open.filter((one) => one.startsWith(words[each]))).toEqual([]);
    }),
    { numRuns: 2000, seed: freshSeed() },
  );
  expect(signable, "the property says something only where it may be signed").toBeGreaterThan(200);
});

test("what everything asks and everything was done is signed without a reservation", () => {
  const claims = signedClaims(once(...ready) as Prepared, { facts, side: "incoming", signer: wu });
  expect(claims.filter(isUndone)).toEqual([]);
  expect(claims).toContainEqual({ says: "kit-whole", count: 1 });
});

test("whoever closes the shift alone says that nobody takes over, and nothing of what nobody could do", () => {
  const alone = prepared({ relief: undefined, next: undefined });
  const claims = signedClaims(once(opened, alone) as Prepared, { facts, side: "outgoing", signer: lin });
  expect(claims.map((each) => each.says)).toEqual(["alone", "no-matters"]);
});

test("of several items each is counted by itself, and what is left undone is said to be", () => {
  const kit = ["radio", "torch", "key"].map((item) => ({ item, expected: 2 }));
  const state = once(opened, prepared({ kit, books: ["visitors", "keys"] }), counted, booksTaken, raised) as Prepared;
  const claims = signedClaims(state, { facts, side: "incoming", signer: wu });
  expect(claims).toEqual([
    { says: "records-unread", count: 0 },
    { says: "kit-whole", count: 1 },
    { says: "kit-uncounted", count: 2 },
    { says: "books-taken", count: 1 },
    { says: "books-left", count: 1 },
    { says: "problems-untold", count: 1 },
    { says: "no-matters", count: 0 },
  ]);
  const undone = ["records-unread", "kit-uncounted", "books-left", "problems-untold"];
  expect(claims.filter(isUndone).map((each) => each.says)).toEqual(undone);
});
