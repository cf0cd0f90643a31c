import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { DayPost, restingDays } from "#test/day-post.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { wall } from "#test/tower-world.ts";

/*
 * What was closed alone before a rest is missed where somebody was there who could have taken it up, and else it is for the next shift; until it is
 * taken up, or whoever closed it hands on themselves, it is owed (ZB-34; DESIGN 5.1, truth 5).
 */

const [first, second] = restingDays as [ShiftName, ShiftName];
const [closer, comer] = ["周敏", "吴军"] as const;
const id = "squad/2026-11-21/day";

/** Closed by its leader, who has gone home; planned for the days after it are those who are named. */
function closedAlone(...planned: readonly (readonly string[])[]): DayPost {
  const there = new DayPost([closer], ...planned);
  there.at("07:44").comes(closer, first);
  expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
  there.goes(closer, first);
  return there;
}

/** When it was counted as missed. */
function missed({ tower }: DayPost): number[] {
  const { entries = [] } = tower.world.streams.get(`tower:handover/${id}`) ?? {};
  return entries.flatMap(({ type, body, at }) =>
    type === "obligation.missed" && (body as { key: string }).key === "take-up" ? [at] : [],
  );
}

describe("what nobody could have taken up in time", () => {
  test("is for the next shift where nobody came, and missed where whoever comes then does not take it up", () => {
    const there = closedAlone([], [comer]);
    expect(missed(there.at("+2 07:00"))).toEqual([]);
    expect(there.owed()).toEqual([id]);
    there.at("+2 07:44").comes(comer, restingDays[2] as ShiftName);
    expect(missed(there.at("+2 16:09"))).toEqual([]);
    expect(missed(there.at("+2 16:10"))).toEqual([wall("+2 16:10")]);
    expect(there.owed()).toEqual([id]);
  });

  test("is for the next shift where the day comes to be none of duty", () => {
    const there = closedAlone([comer], [comer]);
    there.at("+1 07:00").setsUp({ carries: { manning: [{ shift: "day", days: ["working", "holiday"] }] } });
    expect(missed(there.at("+2 07:00"))).toEqual([]);
    there.at("+2 07:44").comes(comer, restingDays[2] as ShiftName);
    expect(there.takesUp(comer, first)).toContain("handover.taken-up");
    expect(missed(there.at("+3 00:00"))).toEqual([]);
  });

  test("is not missed by whoever closed it and has come again, and ends when they hand on", () => {
    const there = closedAlone([closer]);
    there.at("+1 07:44").comes(closer, second);
    expect(missed(there.at("+1 16:30"))).toEqual([]);
    expect(there.closes(closer, second)).toContain("handover.take-up-ended");
    expect(there.owed()).toEqual(["squad/2026-11-22/day"]);
  });

  test("is for the first shift that ends from then on, where it was closed so late that the next one was over", () => {
    const there = new DayPost([closer], [], [comer]);
    there.at("07:44").comes(closer, first);
    expect(there.at("+1 17:00").closes(closer, first)).toContain("handover.completed");
    const { obligations = [] } = there.tower.world.streams.get(`tower:handover/${id}`) ?? {};
    expect(obligations.find(({ what }) => what === "handover.take-up")?.dueAt).toBe(wall("+2 16:10"));
    there.goes(closer, first);
    there.at("+2 07:44").comes(comer, restingDays[2] as ShiftName);
    expect(missed(there.at("+2 16:09"))).toEqual([]);
    expect(missed(there.at("+2 16:10"))).toEqual([wall("+2 16:10")]);
  });

  test("is asked for once more after a year in which the post has no shift", () => {
    const there = closedAlone();
    there.at("+1 07:00").setsUp({ carries: { manning: [{ shift: "day", days: ["make-up"] }] } });
    expect(missed(there.at("+3 00:00"))).toEqual([]);
    expect(there.owed()).toEqual([id]);
  });
});

type Day = "nobody" | "closer" | "comer" | "comer takes up";
const days = fc.constantFrom<Day>("nobody", "closer", "comer", "comer takes up");

test("it is missed only where somebody else had come who did not take it up, and owed until it is taken up or handed on", () => {
  fc.assert(
    fc.property(days, days, days, (...comings) => {
      const people = comings.map((each) => (each === "nobody" ? [] : [each === "closer" ? closer : comer]));
      const there = closedAlone(...people);
      let open = true;
      let couldBeMissed = false;
      for (const [index, day] of comings.entries()) {
        const shift = restingDays[index + 1] as ShiftName;
        const [who] = people[index] ?? [];
        there.at(`+${index + 1} 07:44`);
        if (who !== undefined) expect(there.comes(who, shift)).toContain("attendance.signed-on");
        if (day === "comer takes up" && open) {
          expect(there.takesUp(comer, first)).toContain("handover.taken-up");
          open = false;
        }
        couldBeMissed ||= open && day === "comer";
        there.at(`+${index + 1} 16:20`);
        expect(missed(there).length > 0).toBe(couldBeMissed);
        if (day === "closer" && open) {
          expect(there.closes(closer, shift)).toContain("handover.take-up-ended");
          there.goes(closer, shift);
          open = false;
        }
        expect(there.owed().includes(id)).toBe(open);
        if (day.startsWith("comer") && index < 2) break;
      }
    }),
    { numRuns: 20, seed: freshSeed() },
  );
});
