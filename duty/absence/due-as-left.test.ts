import fc from "fast-check";
import { expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { absenceSample, type SampleEntry } from "#test/absence-samples.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { absenceKind } from "./absence-kind.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";

/*
 * By one turn somebody leaves in its shift, and, when that is over, in the next one. What was due by the first leave is due when it was, whatever
 * is recorded later: nothing is late and in time at once.
 */

const { at, coverTurn, entries, gate, lin, ma, occurrence, owed, rule, text, wu } = absenceSample;
const next = { ...occurrence, shift: "evening", startsAt: at("16:00"), endsAt: at("23:59"), under: 5 };
const shifts = [occurrence, next] as const;

const left = (its: typeof next, time: string): SampleEntry => [
  { type: "absence.left-at-once", body: { occurrence: its, told: [] } },
  { at: at(time), actor: { person: lin } },
];
const back = (time: string): SampleEntry => [
  { type: "absence.returned", body: { lateMinutes: 0 } },
  { at: at(time), actor: { person: lin } },
];

test("whoever leaves again in the next shift was due back from the first one when that ended, and the other way round", () => {
  const returns = (...all: SampleEntry[]) =>
    owed(entries(...all)).flatMap(([key, , dueAt]) => (key.startsWith("return") ? [dueAt] : []));
  const times = ["14:50", "16:10", "17:00"] as const;
  const both = (first: typeof next, second: typeof next) =>
    returns(left(first, times[0]), back(times[1]), left(second, times[2]));
  expect(both(occurrence, next)).toEqual([at("16:00"), at("23:59")]);
  expect(both(next, occurrence)).toEqual([at("23:59"), at("18:00")]);
});

test("it wakes at the ends of the shift that was left last, by the regulations under which the first one was", () => {
  const gone = entries(left(occurrence, "14:50"), back("15:10"), left(next, "15:30"));
  expect(absenceKind.wakesAt?.(gone, rule)).toBe(at("16:00"));
  expect(absenceKind.wake?.(gone, rule, at("16:00"))).toEqual([{ type: "absence.shift-begun", body: {} }]);
  expect(absenceKind.under(gone)).toBe(4);
});

const anyEntry: fc.Arbitrary<AbsenceEntry> = fc
  .tuple(fc.constantFrom(...shifts), fc.nat(13), fc.integer({ min: 1, max: 900 }))
  .map(([its, which, minutes]): AbsenceEntry => {
    const said = { occurrence: its, why: "meal", returnBy: plusMinutes(at("08:00"), minutes) } as const;
    const all: readonly AbsenceEntry[] = [
      { type: "absence.asked", body: { ...said, cover: coverTurn } },
      { type: "absence.left", body: { ...said, told: [ma] } },
      { type: "absence.left-at-once", body: { occurrence: its, told: [ma] } },
      { type: "absence.found-gone", body: { occurrence: its } },
      { type: "absence.stood", body: { occurrence: its, standsFor: { ...gate, person: wu } } },
      { type: "absence.accepted", body: { cover: coverTurn, told: [ma] } },
      { type: "absence.returned", body: { lateMinutes: 0 } },
      { type: "absence.ended", body: {} },
      { type: "absence.cover-ended", body: { cover: coverTurn, bare: true } },
      { type: "absence.left-bare", body: {} },
      { type: "absence.post-manned", body: { by: ma } },
      { type: "absence.stood-down", body: {} },
      { type: "absence.lapsed", body: {} },
      { type: "absence.told", body: { why: "other", reason: text("有人晕倒") } },
    ];
    return all[which] as AbsenceEntry;
  });

test("whatever is recorded later, everything is due when it was, under the same regulations", () => {
  const told = fc.array(fc.tuple(anyEntry, fc.integer({ min: 0, max: 30 })), { minLength: 2, maxLength: 30 });
  fc.assert(
    fc.property(told, (all) => {
      let now = at("08:00");
      const recorded = all.map(([entry, minutes]): SampleEntry => {
        now = plusMinutes(now, minutes);
        return [entry, { at: now, actor: { person: lin } }];
      });
      const stages = recorded.map((_, index) => entries(...recorded.slice(0, index + 1)));
      const last = stages.at(-1) ?? entries();
      const due = new Map(owed(last).map(([key, person, dueAt]) => [key, { person, dueAt }]));
      for (const stage of stages) {
        for (const [key, person, dueAt] of owed(stage)) expect(due.get(key), key).toEqual({ person, dueAt });
        const under = absenceKind.under(stage);
        if (under !== undefined) expect(absenceKind.under(last)).toBe(under);
      }
    }),
    { seed: freshSeed(), numRuns: 200 },
  );
});
