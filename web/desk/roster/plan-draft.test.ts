import { expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import type { ShiftOfDay } from "#server/roster/roster-answer.ts";
import {
  beginPlan,
  coverName,
  filledBy,
  holesIn,
  isOutdated,
  isSameTurn,
  lookedAgain,
  monthBeside,
  openShifts,
  type PlanDraft,
  standingIn,
  withAgreed,
  withoutAgreed,
  withPeople,
} from "./plan-draft.ts";

const [lin, wu, sun] = ["lin", "wu", "sun"];
const begin = instant(1_796_000_000_000);
const shift = (date: string, key: string, hours: number): ShiftOfDay => ({
  ...{ date, shift: key, startsAt: begin + hours * 60 * minute, endsAt: begin + (hours + 12) * 60 * minute },
});
const shifts = [
  shift("2026-12-01", "day", 0),
  shift("2026-12-01", "night", 12),
  shift("2026-12-02", "day", 24),
  shift("2026-12-02", "night", 36),
];
const turn = (date: string, key: string, person: string, leading = true) => ({
  ...{ date: date as never, shift: key, person, leading },
});
const head = { version: 2, hash: "h2" };
const state = {
  ...({ phase: "published", under: 1, covers: [] } as const),
  assignments: [turn("2026-12-01", "day", lin), turn("2026-12-02", "day", wu)],
};
const draft: PlanDraft = beginPlan({ head, state });

test("a plan begins as the one in force, and is outdated once that has changed", () => {
  expect(draft).toEqual({ seen: head, assignments: state.assignments, agreed: [] });
  expect(isOutdated(draft, { head })).toBe(false);
  expect(isOutdated(draft, { head: { version: 3, hash: "h2" } })).toBe(true);
  expect(isOutdated(draft, { head: { version: 2, hash: "h3" } })).toBe(true);
});

test("who looks again has seen the plan in force now, keeps their own, and agrees anew", () => {
  const now = { version: 3, hash: "h3" };
  const again = lookedAgain({ ...draft, assignments: [], agreed: ["a"] }, { head: now });
  expect(again).toEqual({ seen: now, assignments: [], agreed: [] });
  expect(isOutdated(again, { head: now })).toBe(false);
});

test("the end of each cover is agreed to by itself, once, and taken back by itself", () => {
  const both = withAgreed(withAgreed(withAgreed(draft, "a"), "b"), "a");
  expect(both).toEqual({ ...draft, agreed: ["b", "a"] });
  expect(withoutAgreed(both, "a")).toEqual({ ...draft, agreed: ["b"] });
  expect(withoutAgreed(draft, "a")).toEqual(draft);
});

test("what has begun is not open; at its very beginning it has", () => {
  expect(openShifts(shifts, begin - 1)).toHaveLength(4);
  expect(openShifts(shifts, begin).map(({ shift: key }) => key)).toEqual(["night", "day", "night"]);
});

test.each([
  ["before the first shift of the month", begin - minute],
  ["when it has begun", begin],
])("%s a pattern fills what is open from a day on, in the order of the shifts, and leaves the rest", (_, now) => {
  const filled = filledBy(draft, { shifts, now, from: "2026-12-02", pattern: "fixed", people: [wu, sun] });
  expect(filled.assignments).toEqual([
    turn("2026-12-01", "day", lin),
    turn("2026-12-02", "day", wu),
    turn("2026-12-02", "night", sun),
  ]);
  expect(holesIn(shifts, filled.assignments)).toEqual([shifts[1]]);
});

test("people of one shift are exchanged, the first of them leads", () => {
  const changed = withPeople(draft, { date: "2026-12-02", shift: "day" }, [sun, lin]);
  expect(standingIn(changed.assignments, { date: "2026-12-02", shift: "day" })).toEqual([sun, lin]);
  expect(changed.assignments.at(-1)).toEqual(turn("2026-12-02", "day", lin, false));
  expect(withPeople(draft, { date: "2026-12-02", shift: "day" }, []).assignments).toEqual([
    turn("2026-12-01", "day", lin),
  ]);
});

test("months follow each other over the year", () => {
  expect([monthBeside("2026-12", 1), monthBeside("2026-01", -1), monthBeside("2026-06", 1)]).toEqual([
    "2027-01-01",
    "2025-12-01",
    "2026-07-01",
  ]);
});

test("a turn is a day and a shift; a cover is that and who covers", () => {
  const day = { date: "2026-12-01", shift: "day" };
  expect([isSameTurn(day, { ...day }), isSameTurn(day, { ...day, shift: "night" })]).toEqual([true, false]);
  expect(isSameTurn(day, { ...day, date: "2026-12-02" })).toBe(false);
  expect(coverName({ ...day, cover: wu })).toBe("2026-12-01/day/wu");
});
