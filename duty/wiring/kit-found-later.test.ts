import { expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { DayPost, restingDays } from "#test/day-post.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * Kit that whoever takes up a shift finds wanting is a fault of a shift that has left: the same people are called in the same moment as where it is
 * reported in words, and one of them answers for it (GPH-07, SLH-11).
 */

const [first, second] = restingDays as [ShiftName, ShiftName];
const [closer, comer] = ["周敏", "吴军"] as const;

function nextMorning(): DayPost {
  const there = new DayPost([closer], [comer]);
  there.at("07:44").comes(closer, first);
  expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
  there.goes(closer, first);
  there.at("+1 07:44").comes(comer, second);
  return there;
}

const counts = (there: DayPost, missing: number) => {
  const [{ item, expected } = { item: "", expected: 0 }] = there.form(first)?.kit ?? [];
  const count = {
    item,
    found: expected - missing,
    damaged: 0,
    missing,
    ...(missing > 0 ? { explanation: "没有" } : {}),
  };
  return there.does(comer, "handover.count", { ...first, counts: [count] });
};

/** What is entered of the fault and of calls about it, each with its moment and without the key that tells one fault from another. */
function called(there: DayPost): object[] {
  const { entries = [] } = there.tower.world.streams.get(`tower:handover/${shiftId(first)}`) ?? {};
  return entries.flatMap(({ type, body, at }) => {
    const { key = "", ...rest } = body as { key?: string };
    return key.startsWith("fault-") ? [{ type, ...rest, at }] : [];
  });
}

test("by whichever act it is found, the same people are called at once and then up the same ladder", () => {
  const [byCount, inWords] = [nextMorning(), nextMorning()];
  expect(counts(byCount, 1)).toContain("obligation.escalated");
  const words = { ...first, text: "少一部对讲机", photos: [] };
  expect(inWords.does(comer, "handover.report-fault", words)).toContain("obligation.escalated");
  expect(called(byCount)).toEqual(called(inWords));
  for (const each of [byCount, inWords]) each.at("+1 09:00");
  expect(called(byCount)).toEqual(called(inWords));
  expect(called(byCount).length).toBeGreaterThan(1);
});

test("it is told of whoever stood there, is answered for like every other fault, and the same count tells nothing twice", () => {
  const there = nextMorning();
  counts(there, 1);
  expect(counts(there, 1)).toBe("handover.counted");
  const { faults } = there.over(first);
  expect(faults).toMatchObject([
    { kit: { missing: 1, damaged: 0 }, text: undefined, foundBy: towerPerson(comer), of: [towerPerson(closer)] },
  ]);
  const fault = faults[0]?.key;
  expect(there.does(closer, "handover.acknowledge-fault", { ...first, fault })).not.toContain("acknowledged");
  expect(there.does("林志远", "handover.acknowledge-fault", { ...first, fault })).toContain(
    "handover.fault-acknowledged",
  );
});

test("what is whole, and what a matter of the post follows already, is no fault of the shift", () => {
  const there = nextMorning();
  expect(counts(there, 0)).toBe("handover.counted");
  there.checks(comer, first);
  counts(there, 1);
  expect(there.signs(comer, first)).toContain("matter.kit-wanting");
  there.at("+1 16:00");
  const prepared = there.prepares(comer, second, undefined, {
    nothingPending: false,
    reasons: there.open().map((matter) => ({ matter, reason: "还没找到" })),
  });
  expect(prepared).toContain("handover.prepared");
  expect(there.signs(comer, second)).toContain("handover.completed");
  there.goes(comer, second);
  there.putsIn(closer, restingDays[2] as ShiftName);
  there.at("+2 07:44").comes(closer, restingDays[2] as ShiftName);
  const [{ item, expected } = { item: "", expected: 0 }] = there.form(second)?.kit ?? [];
  const same = { item, found: expected - 1, damaged: 0, missing: 1, explanation: "还没找到" };
  expect(there.does(closer, "handover.count", { ...second, counts: [same] })).not.toContain("fault");
});
