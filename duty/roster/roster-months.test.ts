import { describe, expect, test } from "vitest";
import { unborn } from "#duty/grammar/entry.ts";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type ArrangeCoverFacts, arrangeCover } from "./arrange-cover.ts";
import { overlapIn, type PublishFacts, publishRoster } from "./publish-roster.ts";
import { dueFor, everDueFor, postOfRoster, type Roster, rosterId, rosterKind } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { RosterEntry } from "./roster-shapes.ts";

/* A month of two posts, asked without a building around it. */

const [chief, lin, wu, sun] = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const on = (day: string) => day as BusinessDate;
const at = (day: string, time: string): Instant => instantOf(`${day}T${time}:00+08:00`);
const [first, second] = [on("2026-12-01"), on("2026-12-02")];
const occurrence = (date: BusinessDate, shift: "day" | "late", post = "gate") => ({
  ...{ post, date, shift, under: 3 },
  startsAt: at(date, shift === "day" ? "08:00" : "16:00"),
  endsAt: at(date, shift === "day" ? "16:00" : "23:00"),
});
const occurrences = [first, second].flatMap((date) => [occurrence(date, "day"), occurrence(date, "late")]);
const turn = (date: BusinessDate, shift: "day" | "late", person: string, leading = true) => ({
  date,
  shift,
  person,
  leading,
});

const rule: RosterRule = {
  publish: { by: ["leader"], cites: ["ZB-11"] },
  cover: { by: ["leader"], cites: ["CSD-12"] },
  noOverlap: { required: true, cites: ["ZB-06"] },
};

type Told = readonly [RosterEntry, Under];
const published = (...assignments: ReturnType<typeof turn>[]): Told => [
  { type: "roster.published", body: { under: 3, assignments } },
  { at: at("2026-11-20", "10:00"), actor: { person: chief } },
];
const covered = (date: BusinessDate, shift: string, absent: string, cover: string): Told => [
  {
    type: "roster.cover-arranged",
    body: { date, shift, absent, cover, reason: { sealed: "s", kind: "free-text" } },
  },
  { at: at("2026-11-30", "10:00"), actor: { person: chief } },
];
const roster = (...entries: Told[]): Roster => given(rosterKind, "gate/2026-12", entries);

describe("a roster", () => {
  test("is unpublished until a month is published, which replaces the one before", () => {
    expect(roster()).toEqual({ phase: "unpublished", under: undefined, assignments: [], covers: [] });
    const month = roster(published(turn(first, "day", lin)), published(turn(second, "day", wu)));
    const plan = { assignments: [turn(second, "day", wu)], covers: [] };
    // Whom the one before had put into a shift may have stood in it.
    expect(month).toEqual({
      phase: "published",
      under: 3,
      ...plan,
      former: [{ date: first, shift: "day", person: lin, until: at("2026-11-20", "10:00") }],
    });
    expect([everDueFor(month, { date: first, shift: "day" }), dueFor(month, { date: first, shift: "day" })]).toEqual([
      [lin],
      [],
    ]);
    expect([rosterKind.under(roster()), rosterKind.under(month)]).toEqual([undefined, 3]);
    expect(rosterKind.owes(month, rule)).toEqual([]);
    expect([rosterId("gate", first), postOfRoster("gate/2026-12")]).toEqual(["gate/2026-12", "gate"]);
  });

  test("has the cover in the place of the absent, of that shift and that day alone, leading where they led", () => {
    const month = [
      turn(first, "day", lin),
      turn(first, "late", lin),
      turn(first, "day", wu, false),
      turn(second, "day", lin),
    ];
    expect(roster(published(...month), covered(first, "day", lin, sun)).assignments).toEqual([
      turn(first, "day", sun),
      ...month.slice(1),
    ]);
  });

  test("tells who is due for a shift of a day, the leading person first", () => {
    const month = roster(
      published(
        turn(first, "day", lin, false),
        turn(first, "day", wu),
        turn(first, "late", sun),
        turn(second, "day", sun),
      ),
    );
    expect(dueFor(month, { date: first, shift: "day" }).map(({ person }) => person)).toEqual([wu, lin]);
    expect(dueFor(month, { date: second, shift: "late" })).toEqual([]);
  });
});

const employed = [lin, wu, sun];
const known = { authorised: true, postExists: true, head: unborn };

describe("publishing", () => {
  const facts: PublishFacts = { ...known, employed, occurrences, elsewhere: [], lateToCome: [] };
  const ask = (
    assignments: ReturnType<typeof turn>[],
    about: { state?: Roster; facts?: Partial<PublishFacts>; rule?: RosterRule; now?: Instant } = {},
  ) =>
    publishRoster({
      ...{ state: about.state ?? roster(), body: { post: "gate", month: "2026-12", assignments } },
      ...{ rule: about.rule ?? rule, facts: { ...facts, ...about.facts } },
      circumstances: by(chief, about.now ?? at("2026-11-20", "10:00")),
    });

  test("enters the month as it was sent, under the set-up of now", () => {
    const month = [turn(first, "day", lin), turn(first, "late", wu)];
    expect(ask(month).entries).toEqual([{ type: "roster.published", body: { under: 3, assignments: month } }]);
    expect(outcomeOf(ask([]))).toEqual(["roster.published"]);
  });

  test("is for administrators where no rule names anybody, and says so", () => {
    expect(outcomeOf(ask([], { facts: { authorised: false }, rule: {} }))).toEqual({
      refused: "roster.not-entitled",
      rules: ["ZB-10"],
    });
  });

  test("says why not, and where", () => {
    const refusal = (...about: Parameters<typeof ask>) => ask(...about).refusal;
    expect(outcomeOf(ask([], { facts: { authorised: false } }))).toMatchObject({ refused: "roster.not-entitled" });
    const strange = [turn(first, "day", lin), turn(on("2026-12-03"), "day", lin)];
    expect(refusal(strange)).toMatchObject({ code: "roster.no-such-shift", field: "assignments.1" });
    const january = { occurrences: [...occurrences, occurrence(on("2027-01-01"), "day")] };
    expect(refusal([turn(on("2027-01-01"), "day", lin)], { facts: january })).toMatchObject({
      code: "roster.no-such-shift",
    });
    expect(refusal([turn(first, "day", chief)])).toMatchObject({
      ...{ code: "roster.person-unknown", field: "assignments.0", detail: { person: chief } },
    });
  });

  test("wants one leading person in each shift, and says in which there is not", () => {
    const detail = (...month: ReturnType<typeof turn>[]) => ask(month).refusal?.detail;
    expect(detail(turn(first, "day", lin), turn(second, "late", wu, false))).toEqual({ date: second, shift: "late" });
    expect(detail(turn(first, "day", lin), turn(first, "day", wu))).toEqual({ date: first, shift: "day" });
    expect(detail(turn(first, "day", lin), turn(first, "day", wu, false))).toBeUndefined();
  });

  test("leaves what has begun as it was: who, and who led", () => {
    const state = roster(published(turn(first, "day", lin), turn(first, "day", wu, false), turn(first, "late", sun)));
    const again = (now: Instant, ...month: ReturnType<typeof turn>[]) => outcomeOf(ask(month, { state, now }));
    const as = turn(first, "day", lin);
    const [noon, before] = [at("2026-12-01", "12:00"), at("2026-12-01", "07:59")];
    expect(again(noon, as, turn(first, "day", wu, false), turn(first, "late", lin))).toContain("roster.published");
    expect(again(noon, turn(first, "day", wu, false), as)).toContain("roster.published");
    for (const changed of [
      [turn(first, "day", wu)],
      [as],
      [turn(first, "day", lin, false), turn(first, "day", wu)],
      [],
    ]) {
      expect(again(noon, ...changed)).toEqual({ refused: "roster.past-changed", rules: ["ZB-04"] });
      expect(again(before, ...changed)).toContain("roster.published");
    }
    expect(again(at("2026-12-01", "08:00"), turn(first, "day", wu))).toMatchObject({ refused: "roster.past-changed" });
  });

  test("lets nobody stand in two shifts at once, here or elsewhere, where a rule says so", () => {
    const elsewhere = [{ person: lin, occurrence: occurrence(first, "day", "lobby") }];
    const clash = ask([turn(first, "day", lin)], { facts: { elsewhere } }).refusal;
    expect(clash).toEqual({
      ...{ code: "roster.overlap", rules: ["ZB-06"], field: "assignments" },
      detail: { person: lin, post: "gate", date: first, shift: "day" },
    });
    expect(outcomeOf(ask([turn(first, "late", lin)], { facts: { elsewhere } }))).toEqual(["roster.published"]);
    expect(outcomeOf(ask([turn(first, "day", wu)], { facts: { elsewhere } }))).toEqual(["roster.published"]);
    for (const loose of [{}, { noOverlap: { required: false, cites: ["ZB-06"] } }])
      expect(outcomeOf(ask([turn(first, "day", lin)], { facts: { elsewhere }, rule: loose }))).toEqual([
        "roster.published",
      ]);
  });
});

test("turns overlap where one begins before the other ends, and not where they touch", () => {
  const [day, late] = [occurrence(first, "day"), occurrence(first, "late")];
  const long = { ...day, startsAt: at("2026-12-01", "15:59"), endsAt: at("2026-12-01", "16:01") };
  const spans = (...its: (typeof day)[]) => its.map((each) => ({ person: lin, occurrence: each }));
  expect(overlapIn(spans(day, late), [])).toBeUndefined();
  expect(overlapIn(spans(late, day), [])).toBeUndefined();
  expect(overlapIn(spans(day, long), [])?.occurrence).toBe(long);
  expect(overlapIn(spans(late), spans(long))?.occurrence).toBe(late);
  expect(overlapIn(spans(day), spans(long))?.occurrence).toBe(day);
  expect(overlapIn([...spans(day), { person: wu, occurrence: day }], [])).toBeUndefined();
  // The first of three is remembered while the second is looked at.
  expect(overlapIn(spans(day, late, long), [])?.occurrence).toBe(long);
});

describe("arranging a cover", () => {
  const state = roster(published(turn(first, "late", lin), turn(first, "late", wu, false)));
  const facts: ArrangeCoverFacts = {
    ...{ authorised: true, occurrence: occurrence(first, "late"), coverEmployed: true, turnsOfCover: [] },
  };
  const body = { post: "gate", date: first, shift: "late", absent: lin, cover: sun, reason: "发烧" };
  const ask = (about: { body?: object; facts?: Partial<ArrangeCoverFacts>; rule?: RosterRule; now?: Instant } = {}) =>
    arrangeCover({
      ...{ state, body: { ...body, ...about.body }, rule: about.rule ?? rule, facts: { ...facts, ...about.facts } },
      circumstances: by(chief, about.now ?? at("2026-12-01", "15:00")),
    });

  test("enters who, for whom, when, and why", () => {
    expect(ask().entries).toEqual([
      {
        type: "roster.cover-arranged",
        body: { date: first, shift: "late", absent: lin, cover: sun, reason: { secret: "发烧", kind: "free-text" } },
      },
    ]);
  });

  test.each([
    ["by whom no rule entitles", { facts: { authorised: false } }, "roster.not-entitled", "CSD-12"],
    ["for a shift that is not there", { facts: { occurrence: undefined } }, "roster.no-such-shift", "ZB-11"],
    ["for somebody who is not due", { body: { absent: chief } }, "roster.not-due", "ZB-11"],
    ["by somebody who is due anyway", { body: { cover: wu } }, "roster.cover-already-due", "ZB-11"],
    ["by a stranger", { facts: { coverEmployed: false } }, "roster.person-unknown", "ZB-11"],
    ["when the shift is over", { now: at("2026-12-01", "23:00") }, "roster.shift-over", "ZB-11"],
    [
      "by somebody who stands elsewhere then",
      { facts: { turnsOfCover: [{ person: sun, occurrence: occurrence(first, "late", "lobby") }] } },
      "roster.overlap",
      "ZB-06",
    ],
  ])("%s is refused", (_, about, refused, cited) => {
    expect(outcomeOf(ask(about))).toEqual({ refused, rules: [cited] });
  });

  test("is still possible in the last minute, and where no rule forbids to stand twice", () => {
    expect(outcomeOf(ask({ now: at("2026-12-01", "22:59") }))).toEqual(["roster.cover-arranged"]);
    const twice = { turnsOfCover: [{ person: sun, occurrence: occurrence(first, "late", "lobby") }] };
    for (const loose of [{}, { noOverlap: { required: false, cites: ["ZB-06"] } }])
      expect(outcomeOf(ask({ facts: twice, rule: loose }))).toEqual(["roster.cover-arranged"]);
    expect(
      outcomeOf(ask({ facts: { turnsOfCover: [{ person: sun, occurrence: occurrence(first, "day", "lobby") }] } })),
    ).toEqual(["roster.cover-arranged"]);
  });
});

test("the first publication says of those alone who could not know in time that they are to come", () => {
  const [late, later] = [turn(first, "day", lin), turn(first, "late", wu)];
  const { leading: _, ...added } = late;
  const facts = { authorised: true, postExists: true, employed: [lin, wu], occurrences, elsewhere: [], head: unborn };
  const told = publishRoster({
    ...{ state: roster(), body: { post: "gate", month: "2026-12", assignments: [late, later] }, rule },
    facts: { ...facts, lateToCome: [added] },
    circumstances: by(chief, at(first, "07:50")),
  });
  expect(told.entries?.slice(1)).toEqual([{ type: "roster.turns-changed", body: { dropped: [], added: [added] } }]);
});
