import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Head } from "#duty/grammar/entry.ts";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type PublishFacts, publishRoster } from "./publish-roster.ts";
import { type Assignment, absentFor, coverIn, dueFor, type Roster, rosterKind } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { RosterEntry } from "./roster-shapes.ts";
import { type TakeBackCoverFacts, takeBackCover } from "./take-back-cover.ts";

/* A month that is changed after it was published: covered, covered again, taken back, published again. */

const people = [1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string, string, string];
const [chief, lin, wu, sun] = people;
const date = "2026-12-01" as BusinessDate;
const at = (time: string): Instant => instantOf(`${date}T${time}:00+08:00`);
const early: Instant = instantOf("2026-11-28T10:00:00+08:00");
const occurrence = { post: "gate", date, shift: "late", under: 3, startsAt: at("16:00"), endsAt: at("23:00") };
const turn = (person: string, leading = true): Assignment => ({ date, shift: "late", person, leading });

const rule: RosterRule = {
  cover: { by: ["leader"], cites: ["CSD-12"] },
  noOverlap: { required: true, cites: ["ZB-06"] },
  again: { seen: true, coversNamed: true, cites: ["CSD-13"] },
};

type Told = readonly [RosterEntry, Under];
const reason = { sealed: "s", kind: "free-text" as const };
const told = (entry: RosterEntry): Told => [entry, { at: early, actor: { person: chief } }];
const published = (...assignments: Assignment[]): Told =>
  told({ type: "roster.published", body: { under: 3, assignments } });
const covered = (absent: string, cover: string): Told =>
  told({ type: "roster.cover-arranged", body: { date, shift: "late", absent, cover, reason } });
const takenBack = (absent: string, cover: string): Told =>
  told({ type: "roster.cover-taken-back", body: { date, shift: "late", absent, cover, reason } });
const roster = (...entries: Told[]): Roster => given(rosterKind, "gate/2026-12", entries);
const who = (state: Roster) => dueFor(state, { date, shift: "late" }).map(({ person }) => person);

describe("covers in force", () => {
  test("are those by which the plan differs from what was published", () => {
    const one = roster(published(turn(lin)), covered(lin, wu));
    expect(one.covers).toEqual([{ date, shift: "late", cover: wu, insteadOf: [lin] }]);
    const chain = roster(published(turn(lin)), covered(lin, wu), covered(wu, sun));
    expect([who(chain), chain.covers]).toEqual([[sun], [{ date, shift: "late", cover: sun, insteadOf: [lin, wu] }]]);
    const back = roster(published(turn(lin)), covered(lin, wu), covered(wu, lin));
    expect([who(back), back.covers]).toEqual([[lin], []]);
  });

  test("taken back, the shift is again of whom it was, one step at a time", () => {
    const chain = [published(turn(lin)), covered(lin, wu), covered(wu, sun)];
    const once = roster(...chain, takenBack(wu, sun));
    expect([who(once), absentFor(once, { date, shift: "late", person: wu })]).toEqual([[wu], lin]);
    const twice = roster(...chain, takenBack(wu, sun), takenBack(lin, wu));
    expect([who(twice), twice.covers]).toEqual([[lin], []]);
    expect(dueFor(twice, { date, shift: "late" })[0]?.leading).toBe(true);
  });

  test("stay where a month published again keeps who covers, and go where it does not", () => {
    const before = [published(turn(lin)), covered(lin, wu)];
    expect(roster(...before, published(turn(wu))).covers).toHaveLength(1);
    expect(roster(...before, published(turn(lin))).covers).toEqual([]);
  });

  test("say for each who is due whether the plan or a cover puts them there, whatever happened", () => {
    const acts = fc.array(fc.record({ back: fc.boolean(), from: fc.nat(3), to: fc.nat(3) }), { maxLength: 12 });
    let premises = 0;
    fc.assert(
      fc.property(acts, (steps) => {
        const planned = [turn(lin), turn(wu, false)];
        const state = roster(...lifeOf(planned, steps));
        premises += state.covers.length;
        const own = who(state).map((person) => {
          const cover = coverIn(state, { date, shift: "late", person });
          expect(cover?.insteadOf ?? []).not.toContain(person);
          return cover?.insteadOf[0] ?? person;
        });
        expect(own.toSorted()).toEqual([lin, wu]);
        expect(state.covers.map(({ cover }) => cover).filter((each) => !who(state).includes(each))).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect(premises).toBeGreaterThan(100);
  });
});

/** What chance makes of a plan: covers, and covers taken back, as far as each is possible then. */
function lifeOf(planned: Assignment[], steps: readonly { back: boolean; from: number; to: number }[]): Told[] {
  const entries = [published(...planned)];
  for (const { back, from, to } of steps) {
    const state = roster(...entries);
    const [absent, cover] = [people[from] as string, people[to] as string];
    const of = absentFor(state, { date, shift: "late", person: cover });
    if (back && of !== undefined && !who(state).includes(of)) entries.push(takenBack(of, cover));
    if (!back && who(state).includes(absent) && !who(state).includes(cover)) entries.push(covered(absent, cover));
  }
  return entries;
}

const head: Head = { version: 2, hash: "h2" };

const facts: PublishFacts = {
  ...{
    authorised: true,
    postExists: true,
    employed: people,
    occurrences: [occurrence],
    elsewhere: [],
    lateToCome: [],
    head,
  },
};

describe("a month published again", () => {
  const state = roster(published(turn(lin)), covered(lin, wu));
  const again = (
    assignments: Assignment[],
    {
      seen = head,
      undoes,
      its = rule,
      before = state,
    }: {
      seen?: Head | undefined;
      undoes?: { date: BusinessDate; shift: string; cover: string }[];
      its?: RosterRule;
      before?: Roster;
    } = {},
  ) =>
    publishRoster({
      ...{ state: before, body: { post: "gate", month: "2026-12", assignments, ...(undoes ? { undoes } : {}) } },
      ...{ rule: its, facts, circumstances: by(chief, early, { seen }) },
    });

  test("is refused where the plan in force was not seen, or has changed since", () => {
    const blind = publishRoster({
      ...{ state, body: { post: "gate", month: "2026-12", assignments: [turn(wu)] } },
      ...{ rule, facts, circumstances: by(chief, early) },
    });
    expect(outcomeOf(blind)).toEqual({ refused: "roster.not-seen", rules: ["CSD-13"] });
    for (const seen of [
      { version: 1, hash: "h2" },
      { version: 2, hash: "h1" },
    ])
      expect(outcomeOf(again([turn(wu)], { seen }))).toEqual({ refused: "roster.changed-since", rules: ["CSD-13"] });
  });

  test("the first time needs no look, nor does any where no rule asks for it", () => {
    const first = publishRoster({
      ...{ state: roster(), body: { post: "gate", month: "2026-12", assignments: [turn(lin)] } },
      ...{ rule, facts, circumstances: by(chief, early) },
    });
    expect(outcomeOf(first)).toEqual(["roster.published"]);
    const loose = { again: { seen: false, coversNamed: false, cites: ["CSD-13"] } };
    const seen = { version: 1, hash: "old" };
    expect(outcomeOf(again([turn(lin)], { its: loose, seen }))).toContain("roster.published");
    expect(outcomeOf(again([turn(lin)], { its: {}, seen }))).toContain("roster.published");
  });

  test("names each cover that it takes away, by shift and person", () => {
    expect(again([turn(lin)]).refusal).toEqual({
      ...{ code: "roster.cover-undone", rules: ["CSD-13"], field: "undoes" },
      detail: { date, shift: "late", absent: lin, cover: wu },
    });
    const named = { date, shift: "late", cover: wu };
    for (const other of [
      { ...named, shift: "day" },
      { ...named, cover: sun },
      { ...named, date: "2026-12-02" as never },
    ])
      expect(again([turn(lin)], { undoes: [other] }).refusal?.code).toBe("roster.cover-undone");
    expect(again([turn(lin)], { undoes: [named] }).entries).toEqual([
      { type: "roster.published", body: { under: 3, assignments: [turn(lin)] } },
      {
        type: "roster.turns-changed",
        body: { dropped: [{ date, shift: "late", person: wu }], added: [{ date, shift: "late", person: lin }] },
      },
      { type: "roster.cover-undone", body: { date, shift: "late", absent: lin, cover: wu } },
    ]);
  });

  test("may put somebody into a shift that runs with nobody, and changes nothing else of what has begun", () => {
    const running = (assignments: Assignment[], before: Roster) =>
      outcomeOf(
        publishRoster({
          ...{ state: before, body: { post: "gate", month: "2026-12", assignments } },
          ...{ rule, facts, circumstances: by(chief, at("18:00"), { seen: head }) },
        }),
      );
    expect(running([turn(lin)], roster(published()))).toEqual(["roster.published", "roster.turns-changed"]);
    for (const before of [roster(published(turn(wu))), roster(published(turn(lin), turn(wu, false)))])
      expect(running([turn(lin)], before)).toEqual({ refused: "roster.past-changed", rules: ["ZB-04"] });
  });

  test("says nothing of a change where there is none", () => {
    expect(outcomeOf(again([turn(wu)]))).toEqual(["roster.published"]);
  });
});

describe("taking a cover back", () => {
  const state = roster(published(turn(lin), turn(sun, false)), covered(lin, wu));
  const facts: TakeBackCoverFacts = { authorised: true, occurrence, absentEmployed: true, turnsOfAbsent: [] };
  const ask = (about: {
    body?: object;
    facts?: Partial<TakeBackCoverFacts>;
    now?: Instant;
    before?: Roster;
    its?: RosterRule;
  }) =>
    takeBackCover({
      state: about.before ?? state,
      body: { post: "gate", date, shift: "late", cover: wu, reason: "已退烧", ...about.body },
      ...{ rule: about.its ?? rule, facts: { ...facts, ...about.facts } },
      circumstances: by(chief, about.now ?? at("15:00")),
    });

  test("enters whose shift it is again, and why; until the shift is over", () => {
    const body = { date, shift: "late", absent: lin, cover: wu, reason: { secret: "已退烧", kind: "free-text" } };
    expect(ask({ now: at("22:59") }).entries).toEqual([{ type: "roster.cover-taken-back", body }]);
  });

  const elsewhere = [{ person: lin, occurrence: { ...occurrence, post: "lobby" } }];
  test.each([
    ["by whom no rule entitles", { facts: { authorised: false } }, "roster.not-entitled", "CSD-12"],
    ["of a shift that is not there", { facts: { occurrence: undefined } }, "roster.no-such-shift", "ZB-29"],
    ["of somebody who covers nobody", { body: { cover: sun } }, "roster.no-such-cover", "ZB-29"],
    ["of another shift", { body: { shift: "day" } }, "roster.no-such-cover", "ZB-29"],
    ["for somebody who has left", { facts: { absentEmployed: false } }, "roster.person-unknown", "ZB-29"],
    ["when the shift is over", { now: at("23:00") }, "roster.shift-over", "ZB-29"],
    ["where the absent stands elsewhere by now", { facts: { turnsOfAbsent: elsewhere } }, "roster.overlap", "ZB-06"],
    [
      "where the absent has come in for another",
      { before: roster(published(turn(lin), turn(sun, false)), covered(lin, wu), covered(sun, lin)) },
      "roster.cover-already-due",
      "ZB-29",
    ],
  ])("%s is refused", (_, about, refused, cited) => {
    expect(outcomeOf(ask(about))).toEqual({ refused, rules: [cited] });
  });

  test("is possible where no rule forbids to stand twice", () => {
    for (const its of [{}, { noOverlap: { required: false, cites: ["ZB-06"] } }])
      expect(outcomeOf(ask({ its, facts: { turnsOfAbsent: elsewhere } }))).toEqual(["roster.cover-taken-back"]);
  });
});
