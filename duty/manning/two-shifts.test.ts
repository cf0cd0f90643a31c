import fc from "fast-check";
import { expect, test } from "vitest";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, type Instant, instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { by, given } from "#test/given.ts";
import { emptyManning, fillManning } from "./empty-manning.ts";
import { emptySinceOf, type Manning, manningKind } from "./manning.ts";
import type { ManningRule } from "./manning-rule.ts";
import type { ManningEntry } from "./manning-shapes.ts";
import { reckonManning } from "./reckon-manning.ts";

/* The shifts of a date stand in one stream. What is found, owed, called or over of one of them hangs on nothing that happened in another. */

const date = "2026-11-24" as BusinessDate;
const at = (time: string): Instant => instantOf(`${date}T${time}:00+08:00`);
const clock = "00000000-0000-4000-8000-000000000001";
const ladder = [{ afterMinutes: 0, call: "leader" }];
const rule: ManningRule = { manned: { daysBefore: 3, withinMinutes: 30, ladder, cites: ["ZB-28"] } };
const [lin, wu] = ["lin", "wu"];
const shiftOf = (shift: string, from: string, to: string): ShiftOccurrence => ({
  ...{ post: "lobby", date, shift, under: 3, startsAt: at(from), endsAt: at(to) },
});
/** They overlap, as those of a changing guard do, so that both run at one time. */
const day = shiftOf("day", "08:00", "16:00");
const long = shiftOf("long", "08:00", "20:00");
const span = ({ shift, startsAt, endsAt }: ShiftOccurrence) => ({ shift, startsAt, endsAt });

const quarter = fc.integer({ min: -8, max: 52 }).map((quarters) => plusMinutes(at("08:00"), quarters * 15));
const occurrence = fc.constantFrom(day, long);
const person = fc.constantFrom(lin, wu);
const entry: fc.Arbitrary<ManningEntry> = fc.oneof(
  fc
    .record({
      of: occurrence,
      manned: fc.boolean(),
      emptied: fc.boolean(),
      left: fc.option(person, { nil: undefined }),
      since: quarter,
    })
    .map(
      ({ of, manned, emptied, left, since }): ManningEntry => ({
        type: "manning.reckoned",
        body: { under: 3, shifts: [{ ...span(of), manned, ...(emptied ? { emptied, since, left } : {}) }] },
      }),
    ),
  fc.record({ of: occurrence, who: person }).map(({ of: { shift }, who }): ManningEntry => {
    return { type: "manning.left", body: { under: 3, shift, person: who } };
  }),
  fc.record({ of: occurrence, who: person }).map(({ of: { shift }, who }): ManningEntry => {
    return { type: "manning.came-back", body: { under: 3, shift, person: who } };
  }),
  occurrence.map(({ shift }): ManningEntry => ({ type: "manning.ended", body: { shifts: [shift] } })),
);
const told = fc
  .array(fc.tuple(quarter, entry), { maxLength: 8 })
  .map((all) => all.toSorted(([one], [other]) => one - other));

/** Of these entries what is about one shift. */
function onlyOf(all: readonly (readonly [Instant, ManningEntry])[], shift: string) {
  return all.filter(([, { body }]) =>
    "shifts" in body ? JSON.stringify(body.shifts).includes(shift) : body.shift === shift,
  );
}

function stateAfter(all: readonly (readonly [Instant, ManningEntry])[]): Manning {
  return given(
    manningKind,
    `lobby/${date}`,
    all.map(([now, each]) => [each, { at: now }] as const),
  );
}

/** A shift, what was entered of both, and the same without the other one. */
const history = fc.record({ of: occurrence, all: told, now: quarter }).map(({ of, all, now }) => ({
  ...{ of, now, both: stateAfter(all), alone: stateAfter(onlyOf(all, of.shift)) },
}));

test("what one shift makes owed hangs on no other", () => {
  fc.assert(
    fc.property(history, ({ of: { shift }, both, alone }) => {
      const ofThis = manningKind.owes(both, rule).filter(({ detail }) => detail?.shift === shift);
      expect(ofThis).toEqual(manningKind.owes(alone, rule));
    }),
    { numRuns: 500, seed: freshSeed() },
  );
});

const leaving = fc.record({
  ...{ who: person, isOwn: fc.boolean(), how: fc.constantFrom("gone" as const, "passed" as const, "company" as const) },
  ...{ there: fc.integer({ min: 0, max: 1 }), manned: fc.boolean(), last: fc.option(quarter, { nil: undefined }) },
  called: fc.subarray(["day", "day/2", "long", "long/2"]),
  answered: fc.subarray(["day", "day/2", "long", "long/2"]),
});

test("what follows where somebody leaves a shift, or comes in it, hangs on no other", () => {
  fc.assert(
    fc.property(history, leaving, ({ of, now, both, alone }, about) => {
      const { who, isOwn, how, there, manned, last, called, answered } = about;
      const left = { post: "lobby", date, shift: isOwn ? of.shift : "other", person: who };
      const own = { post: "lobby", date, shift: of.shift };
      const circumstances = by(clock, now);
      const lastLeft = last === undefined ? undefined : { at: last, by: who };
      const facts = { occurrence: of, manned, there, answered, called, lastLeft };
      const leave = (state: Manning) =>
        emptyManning({ state, body: { ...own, left, how, leftAt: now }, rule, facts, circumstances });
      expect(leave(both)).toEqual(leave(alone));
      const come = (state: Manning) =>
        fillManning({ state, body: { ...own, by: left }, rule, facts: {}, circumstances });
      expect(come(both)).toEqual(come(alone));
    }),
    { numRuns: 500, seed: freshSeed() },
  );
});

/** What is entered about one shift, in its order. */
function aboutOf(entries: readonly { readonly type: string; readonly body: object }[] | undefined, shift: string) {
  return (entries ?? []).flatMap(({ type, body }): unknown[] => {
    if ("key" in body) return String(body.key).split("/")[0] === shift ? [[type, body]] : [];
    const shifts = "shifts" in body ? (body.shifts as readonly (string | { readonly shift: string })[]) : [];
    return shifts.flatMap((each) => ((typeof each === "string" ? each : each.shift) === shift ? [[type, each]] : []));
  });
}

test("what is found of one shift when the date is reckoned hangs on no other", () => {
  const reckoning = fc.record({
    ...{ there: fc.integer({ min: 0, max: 1 }), manned: fc.subarray(["day", "long"]), last: quarter },
    ...{ changed: fc.constantFrom(undefined, "day", "long"), called: fc.subarray(["day", "day/2", "long", "long/2"]) },
    ...{ atOnce: fc.constantFrom(undefined, true as const), goesOn: fc.constantFrom(undefined, true as const) },
    owed: fc.subarray([day, long]),
  });
  fc.assert(
    fc.property(history, reckoning, ({ of: { shift }, now, both, alone }, about) => {
      const { there, manned, last, changed, called, atOnce, goesOn, owed } = about;
      const lastLeft = { at: last, by: lin };
      const reckon = (state: Manning, shifts: readonly ShiftOccurrence[]) => {
        const body = { post: "lobby", date, changed, atOnce, goesOn };
        const facts = { owed: shifts, manned, there, lastLeft, called };
        return aboutOf(reckonManning({ state, body, rule, facts, circumstances: by(clock, now) }).entries, shift);
      };
      const its = owed.filter((each) => each.shift === shift);
      expect(reckon(both, owed)).toEqual(reckon(alone, its));
    }),
    { numRuns: 500, seed: freshSeed() },
  );
});

test("who left in the moment in which a shift begins has left it empty, and who left before it has not", () => {
  expect(emptySinceOf(day, { at: at("08:00"), by: lin })).toEqual({ since: at("08:00"), left: lin });
  expect(emptySinceOf(day, { at: at("07:59"), by: lin })).toEqual({ since: at("08:00") });
});

test("who comes back is not one who left any more, and everybody else who left still is", () => {
  const left = (shift: string, who: string): ManningEntry => ({
    type: "manning.left",
    body: { under: 3, shift, person: who },
  });
  const back: ManningEntry = { type: "manning.came-back", body: { under: 5, shift: "day", person: lin } };
  const gone = [left("day", lin), left("day", wu), left("long", lin)].map((each) => [at("09:00"), each] as const);
  const state = stateAfter([...gone, [at("10:00"), back]]);
  expect(state.gone).toEqual([
    { shift: "day", person: wu },
    { shift: "long", person: lin },
  ]);
  // By which set-up a date is held stays as it was when it was first spoken of.
  expect(
    stateAfter([
      gone[0] ?? [at("09:00"), back],
      [at("10:00"), { ...left("day", wu), body: { under: 5, shift: "day", person: wu } } as ManningEntry],
    ]).under,
  ).toBe(3);
  const come = (who: string, shift: string) =>
    fillManning({
      ...{
        state: stateAfter(gone),
        body: { post: "lobby", date, shift, by: { post: "lobby", date, shift, person: who } },
      },
      ...{ rule, facts: {}, circumstances: by(clock, at("10:00")) },
    }).entries;
  expect(come(wu, "long")).toEqual([]);
  expect(come(wu, "day")).toMatchObject([{ type: "manning.came-back", body: { shift: "day", person: wu } }]);
});

test("when a shift is over nobody is to be found for it, from its very end on, and nobody is called about it", () => {
  const reckon = (now: string, { startsAt, endsAt }: ShiftOccurrence, more: object = {}, state = known) =>
    reckonManning({
      ...{ state, body: { post: "lobby", date, ...more }, rule, circumstances: by(clock, at(now)) },
      facts: { owed: [{ ...day, startsAt, endsAt }], manned: ["day"], there: 0, lastLeft: undefined, called: [] },
    }).entries;
  const known = stateAfter([
    [at("07:00"), { type: "manning.reckoned", body: { under: 3, shifts: [{ ...span(day), manned: false }] } }],
  ]);
  const shorter = shiftOf("day", "08:00", "10:00");
  // Made so short that it is over: it stands as it is now, filled by nobody, and ends.
  expect(reckon("10:00", shorter)).toEqual([
    { type: "manning.reckoned", body: { under: 3, shifts: [{ ...span(shorter), manned: false }] } },
    { type: "manning.ended", body: { shifts: ["day"] } },
  ]);
  expect(reckon("16:00", shorter)).toMatchObject([{ type: "manning.reckoned" }]);
  const empty = { ...span(day), manned: false, emptied: true, since: at("08:00") };
  const bare = stateAfter([[at("08:00"), { type: "manning.reckoned", body: { under: 3, shifts: [empty] } }]]);
  const called = (now: string) => reckon(now, day, { changed: "day", atOnce: true }, bare)?.map(({ type }) => type);
  expect(called("08:00")).toEqual(["obligation.escalated"]);
  expect(called("15:59")).toEqual(["obligation.escalated"]);
  expect(called("16:00")).toEqual([]);
});

test("where the one shift of two is known to stand empty, only that is called about again which has changed, and only where nobody is there", () => {
  const empty = (of: ShiftOccurrence) => ({ ...span(of), manned: false, emptied: true, since: at("08:00") });
  const known = (...all: ShiftOccurrence[]) =>
    stateAfter([[at("08:00"), { type: "manning.reckoned", body: { under: 3, shifts: all.map(empty) } }]]);
  const reckon = (state: Manning, changed: string, there = 0) =>
    reckonManning({
      ...{ state, body: { post: "lobby", date, changed, atOnce: true }, rule, circumstances: by(clock, at("08:30")) },
      facts: { owed: [day, long], manned: ["day", "long"], there, lastLeft: undefined, called: [] },
    }).entries?.map((each) => ("key" in each.body ? each.body.key : each.type));
  expect(reckon(known(day, long), "day")).toEqual(["day"]);
  expect(reckon(known(day, long), "long")).toEqual(["long"]);
  expect(reckon(known(day, long), "day", 1)).toEqual([]);
  // Of the other one it was not known.
  expect(reckon(known(day), "long")).toEqual(["manning.reckoned", "long"]);
});

test("a post that is left in the moment in which its shift begins stands empty, and is called", () => {
  const left = { post: "lobby", date, shift: "day", person: lin };
  const leave = emptyManning({
    ...{ state: stateAfter([]), body: { ...left, left, how: "gone", leftAt: at("08:00") }, rule },
    facts: {
      occurrence: day,
      manned: false,
      there: 0,
      answered: [],
      called: [],
      lastLeft: { at: at("08:00"), by: lin },
    },
    circumstances: by(clock, at("08:00")),
  });
  expect(leave.entries?.map(({ type }) => type)).toEqual(["manning.left", "manning.reckoned", "obligation.escalated"]);
});

test("a plan that is changed when the time to come is just over is called about at once, and a moment before it is not", () => {
  const reckon = (now: string) =>
    reckonManning({
      ...{
        state: stateAfter([]),
        body: { post: "lobby", date, changed: "day" },
        rule,
        circumstances: by(clock, at(now)),
      },
      facts: { owed: [day], manned: [], there: 0, lastLeft: undefined, called: [] },
    }).entries?.map(({ type }) => type);
  expect(reckon("08:29")).toEqual(["manning.reckoned"]);
  expect(reckon("08:30")).toEqual(["manning.reckoned", "obligation.escalated"]);
});
