import { describe, expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { DayPost, restingDays } from "#test/day-post.ts";
import { towerPerson } from "#test/tower-world.ts";

/* Closed alone before the post rested, and whoever leads that shift is there still when somebody comes: it is signed by both, and not taken up (ZB-34). */

const [first, second] = restingDays as [ShiftName, ShiftName];
const [closer, comer] = ["周敏", "吴军"] as const;

/** Whoever closed it has stayed into the next day, on which somebody comes. */
function stayed(...alsoNextDay: readonly string[]): DayPost {
  const there = new DayPost([closer], [...alsoNextDay, comer], [comer]);
  there.at("07:44").comes(closer, first);
  expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
  for (const who of [...alsoNextDay, comer])
    expect(there.at("+1 07:44").comes(who, second)).toContain("attendance.signed-on");
  return there;
}

const reopens = (there: DayPost, who: string) => there.does(who, "handover.reopen", { ...first, reason: "当面交接" });

describe("what was closed alone before a rest, while whoever leads that shift is there still,", () => {
  test.each([comer, closer])("is not taken up, is taken back by %s, and signed by both", (who) => {
    const there = stayed();
    expect(there.takesUp(comer, first)).toBe("handover.completed-already");
    expect(reopens(there, who)).toContain("handover.reopened");
    expect(there.owed()).toEqual([]);
    expect(there.prepares(closer, first, comer)).toContain("handover.prepared");
    there.checks(comer, first);
    expect(there.signs(comer, first)).toContain("handover.signed");
    expect(there.signs(closer, first)).toContain("handover.completed");
    expect(there.over(first)).toMatchObject({ outgoing: towerPerson(closer), incoming: towerPerson(comer) });
    expect(there.goes(closer, first)).toContain("attendance.signed-off");
    expect(there.at("+1 16:00").closes(comer, second)).toContain("handover.completed");
  });

  test("is not counted as missed for having been taken back", () => {
    const there = stayed();
    reopens(there, comer);
    const missed = [...there.tower.world.streams.values()].flatMap(({ key, entries }) =>
      entries.flatMap(({ type, body }) =>
        type === "obligation.missed" ? [`${key.noun} ${(body as { key: string }).key}`] : [],
      ),
    );
    expect(missed).not.toContain("handover complete");
  });

  test("is taken up once they have gone, or left the post", () => {
    const gone = stayed();
    expect(gone.goes(closer, first)).toContain("attendance.signed-off");
    expect(reopens(gone, comer)).toBe("handover.completed-already");
    expect(gone.takesUp(comer, first)).toContain("handover.taken-up");
    const away = stayed();
    expect(away.does(closer, "absence.leave-at-once", first)).toContain("left-at-once");
    expect(away.takesUp(comer, first)).toContain("handover.taken-up");
  });

  test("is nobody else's where they come again themselves", () => {
    expect(reopens(stayed(closer), comer)).toBe("handover.completed-already");
  });
});
