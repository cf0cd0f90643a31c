import { describe, expect, test } from "vitest";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Instant, instantOf, minute } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { type OwedName, owedNames } from "#duty/nouns.ts";
import type { UnmetRow } from "./outstanding-view.ts";
import { laneOf } from "./owed-lanes.ts";
import { lanesOf, owedFrom, sideMissing, toDoFrom } from "./to-do.ts";

const now = instantOf("2026-11-21T08:00:00Z");

const called: UnmetRow = {
  ...{ noun: "manning", id: "lobby/2026-11-21", key: "day", what: "manning.publish", detail: null, post: "lobby" },
  ...{
    person: null,
    dueAt: (now - 10 * minute) as Instant,
    rules: ["ZB-28"],
    missedAt: (now - 10 * minute) as Instant,
  },
  ...{ rung: 1, acknowledgedBy: null, acknowledgedAt: null, selfAnswered: false },
};

function toldAs(more: Partial<UnmetRow>) {
  const facts = { now, site: "tower", prepared: new Map(), texts: new Map() };
  return toDoFrom([{ ...called, ...more }], facts).map(({ kind, selfAnswered }) => ({ kind, selfAnswered }));
}

test("a call that only whom it is about has answered stands as called, as one that nobody answered (ZB-27)", () => {
  const answer = { acknowledgedBy: "lin", acknowledgedAt: (now - 5 * minute) as Instant };
  expect(toldAs({})).toEqual([{ kind: "call", selfAnswered: false }]);
  expect(toldAs({ ...answer, selfAnswered: true })).toEqual([{ kind: "call", selfAnswered: true }]);
  expect(toldAs(answer)).toEqual([{ kind: "overdue", selfAnswered: false }]);
});

test("what is due at this moment is overdue here as in the ledger, and a moment before it is not", () => {
  const quiet = { rung: 0, missedAt: null };
  expect(toldAs({ ...quiet, dueAt: now })).toEqual([
    { kind: isOverdue(now, now) ? "overdue" : "soon", selfAnswered: false },
  ]);
  expect(toldAs({ ...quiet, dueAt: (now + 1) as Instant })).toEqual([{ kind: "soon", selfAnswered: false }]);
});

/** Everything that anybody owes, by where it stands among what comes due. */
const drawn: Readonly<Record<ReturnType<typeof laneOf>, readonly OwedName[]>> = {
  change: ["attendance.relief"],
  matters: ["matter.settle"],
  "part-of-change": ["attendance.sign-on", "attendance.sign-off", "handover.complete"],
  "never-due": ["absence.cover", "absence.lend"],
  others: [
    ...(["attendance.briefing", "attendance.stay", "manning.publish", "log.countersign"] as const),
    ...(["absence.accept", "absence.return", "absence.stand-in", "absence.tell", "absence.hear"] as const),
    ...(["handover.close-records", "handover.take-up", "handover.acknowledge-fault", "notice.confirm"] as const),
  ],
};
const names = Object.keys(owedNames) as OwedName[];

describe("what comes due", () => {
  test("stands in one lane, whoever owes it, or in none because something else tells it", () => {
    expect(Object.values(drawn).flat().toSorted()).toEqual(names.toSorted());
    const found = Object.fromEntries(
      Object.keys(drawn).map((lane) => [lane, names.filter((each) => laneOf(each) === lane).toSorted()]),
    );
    expect(found).toEqual(Object.fromEntries(Object.entries(drawn).map(([lane, some]) => [lane, some.toSorted()])));
  });

  test("is drawn with its moment, its count and its post; what is of a later release among the others", () => {
    const rows = [...names, "parcel.fetch"].map((what, index) => ({
      what,
      at: index,
      count: index + 2,
      post: `p${index}`,
    }));
    const told = ([lane, some]: [string, readonly string[]]) =>
      rows.filter(({ what }) => some.includes(what)).map((row) => ({ lane, ...row }));
    const later = { lane: "others", ...rows.at(-1) };
    const expected = [
      ...Object.entries(drawn)
        .filter(([lane]) => !lane.includes("-"))
        .flatMap(told),
      later,
    ];
    const byMoment = (one: { at?: number }, other: { at?: number }) => (one.at ?? 0) - (other.at ?? 0);
    expect(lanesOf(rows)).toEqual(expected.toSorted(byMoment));
  });
});

test("one thing is told once: whoever has not come to relieve is not told a second time for not having signed on", () => {
  const rows = (["attendance.sign-on", "attendance.relief"] as const).map((what) => ({
    ...{ ...called, what, id: "lobby/day/lin", post: "lobby" },
  }));
  const told = toDoFrom(rows as UnmetRow[], { now, site: "tower", prepared: new Map(), texts: new Map() });
  expect(told.map(({ what }) => what)).toEqual(["attendance.relief"]);
});

describe("a hand-over", () => {
  const signed = (...sides: string[]) =>
    ({ phase: "prepared", signatures: sides.map((side) => ({ side })) }) as unknown as Handover;

  test.each([
    [["outgoing"], "incoming"],
    [["incoming"], "outgoing"],
    [["incoming", "incoming"], "outgoing"],
    [[], undefined],
    [["incoming", "outgoing"], undefined],
  ] as const)("signed by %j waits for %s", (sides, missing) => {
    const handover = signed(...sides);
    expect(sideMissing(handover)).toBe(missing);
    const row: UnmetRow = { ...called, noun: "handover", what: "handover.complete", rung: 0 };
    const facts = { now, site: "tower", prepared: new Map([[row.id, handover]]), texts: new Map() };
    const soon = { ...row, dueAt: (now + minute) as Instant };
    expect(toDoFrom([soon, row], facts)).toMatchObject([
      { kind: missing ? "signature" : "soon", waitsFor: missing ?? null },
      { kind: "overdue", waitsFor: missing ?? null },
    ]);
  });

  test("that is not prepared waits for nobody's signature", () => {
    expect(sideMissing({ ...signed("outgoing"), phase: "completed" } as Handover)).toBeUndefined();
    expect(sideMissing(undefined)).toBeUndefined();
  });
});

test("what is owed is told with its own words, place, person and time; the text of a matter is its own", () => {
  const row: UnmetRow = {
    ...{ ...called, noun: "matter", id: "m1", key: "settle", what: "matter.settle", detail: { item: "radio" } },
    ...{ post: "gate", person: "lin", rules: ["GPH-31"] },
  };
  const texts = new Map<string, string | null>([["m1", "门禁失灵"]]);
  const { noun, id, key, what, detail, post, person, dueAt, rules } = row;
  expect(owedFrom(row, { site: "mall", texts })).toEqual({
    ...{ stream: { site: "mall", noun, id }, key, what, detail, post, person, dueAt, rules, text: "门禁失灵" },
  });
  expect(owedFrom({ ...row, id: "m2" }, { site: "mall", texts }).text).toBeNull();
  for (const other of ["log", "handover", "attendance", "absence", "manning"])
    expect(owedFrom({ ...row, noun: other }, { site: "mall", texts }).text, other).toBeNull();
});
