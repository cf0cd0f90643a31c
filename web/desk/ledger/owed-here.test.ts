import { expect, test } from "vitest";
import { instant, minute } from "#duty/grammar/time.ts";
import { owedHere } from "./owed-here.ts";

const now = instant(1_763_700_000_000);
const owed = (what: string, hours: number, missedAt: number | null = null) => ({
  what,
  dueAt: now + hours * 60 * minute,
  missedAt,
});
const shown = (...lines: ReturnType<typeof owed>[]) => owedHere(lines, now, { leads: true }).map(({ what }) => what);

test("what comes due before tomorrow is shown, in the order of the ledger", () => {
  expect(shown(owed("a", -1), owed("b", 0), owed("c", 15.9), owed("d", 16), owed("e", 30))).toEqual(["a", "b", "c"]);
});

test("what was missed stays, however far away its time is", () => {
  expect(shown(owed("late", -400, now - 1), owed("odd", 400, now - 1))).toEqual(["late", "odd"]);
});

test("what has a place of its own on the screen is not shown twice, missed or not", () => {
  expect(shown(owed("matter.settle", 1), owed("attendance.sign-off", -1, now - 1), owed("log.write", 1))).toEqual([
    "log.write",
  ]);
});

test("what must be done days before is shown from when it is owed, to those who may do it", () => {
  expect(shown(owed("manning.publish", 71), owed("log.write", 71))).toEqual(["manning.publish"]);
  expect(owedHere([owed("manning.publish", 71)], now, { leads: false })).toEqual([]);
  expect(owedHere([owed("manning.publish", 15)], now, { leads: false })).toHaveLength(1);
});
