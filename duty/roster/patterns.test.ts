import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BusinessDate, datePlus } from "#duty/grammar/time.ts";
import { planByPattern } from "./patterns.ts";

const order = ["night", "day", "evening"];
const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`);
const month = (first: string, days: number) =>
  Array.from({ length: days }, (_, index) => datePlus(first as BusinessDate, index)).flatMap((date) =>
    order.map((shift) => ({ date, shift })),
  );
const row = (plan: ReturnType<typeof planByPattern>, person: string, dates: readonly string[]) =>
  dates.map((date) => plan.find((each) => each.date === date && each.person === person)?.shift ?? "rest");

describe("rotating", () => {
  const dates = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05"];

  test("takes everybody through the shifts of a day, and then to a day of rest", () => {
    const plan = planByPattern("rotating", { shifts: month("2026-12-01", 5), order, people: people(4) });
    const cycle = [...order, "rest"];
    for (const person of people(4)) {
      const own = row(plan, person, dates);
      const from = cycle.indexOf(own[0] as string);
      expect(own).toEqual(dates.map((_, day) => cycle[(from + day) % 4]));
    }
  });

  test("goes on in the next month where the one before ended", () => {
    const whole = planByPattern("rotating", { shifts: month("2026-11-29", 6), order, people: people(5) });
    const split = [month("2026-11-29", 2), month("2026-12-01", 4)].flatMap((shifts) =>
      planByPattern("rotating", { shifts, order, people: people(5) }),
    );
    expect(split).toEqual(whole);
  });

  test("fills nothing with fewer people than shifts: somebody would have to stand twice a day", () => {
    expect(planByPattern("rotating", { shifts: month("2026-12-01", 3), order, people: people(2) })).toEqual([]);
  });
});

describe("fixed", () => {
  test("keeps everybody in one shift, day by day in turns where people are enough for it", () => {
    const days = ["2026-12-01", "2026-12-02", "2026-12-03"];
    const one = planByPattern("fixed", { shifts: month("2026-12-01", 3), order, people: people(3) });
    expect(row(one, "p1", days)).toEqual(["day", "day", "day"]);
    const two = planByPattern("fixed", { shifts: month("2026-12-01", 3), order, people: people(7) });
    const [first, other] = [row(two, "p1", days), row(two, "p4", days)];
    expect([first, other].toSorted()).toEqual([
      ["day", "rest", "day"],
      ["rest", "day", "rest"],
    ]);
    expect(row(two, "p6", days)).toEqual(["rest", "rest", "rest"]);
  });

  test("leaves open what nobody is there for", () => {
    const plan = planByPattern("fixed", { shifts: month("2026-12-01", 1), order, people: people(2) });
    expect(plan.map(({ shift }) => shift)).toEqual(["night", "day"]);
  });
});

test("nobody stands twice on one day, and every shift has somebody where people are enough", () => {
  const counts = fc.record({ count: fc.integer({ min: 0, max: 12 }), pattern: fc.constantFrom("rotating", "fixed") });
  fc.assert(
    fc.property(counts, ({ count, pattern }) => {
      const shifts = month("2026-12-01", 31);
      const plan = planByPattern(pattern as "rotating", { shifts, order, people: people(count) });
      const turns = plan.map(({ date, person }) => `${date}/${person}`);
      expect(new Set(turns).size).toBe(turns.length);
      if (count >= order.length) expect(plan).toHaveLength(shifts.length);
      expect(plan.every(({ leading }) => leading)).toBe(true);
    }),
  );
});
