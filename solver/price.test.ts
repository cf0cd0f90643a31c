import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { weighRow } from "./evaluate.ts";
import { priceRow } from "./price.ts";
import { planOf } from "./price-plan.ts";
import { sampleProblem } from "./problem-sample.ts";
import { chanceFrom } from "./seeded-chance.ts";

test("pricing finds the cheapest legal row that trying every row finds", { timeout: 60_000 }, () => {
  let legal = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const compiled = compile(sampleProblem(seed, { people: 2, days: 6 }));
    const { days, values } = compiled;
    const chance = chanceFrom(seed);
    for (const person of compiled.people) {
      const prices = Float64Array.from(person.cost, (cost) => cost + chance.below(61) - 30);
      const extra = Float64Array.from(prices, (price, cell) => price - (person.cost[cell] ?? 0));
      let cheapest = Number.POSITIVE_INFINITY;
      const row = new Uint8Array(days);
      const out = new Float64Array(2);
      for (let code = 0; code < values ** days; code++) {
        let sum = 0;
        for (let day = 0, rest = code; day < days; day++, rest = Math.floor(rest / values)) {
          row[day] = rest % values;
          sum += extra[day * values + (rest % values)] ?? 0;
        }
        weighRow(person, row, 0, days, out);
        if (out[1] === 0) cheapest = Math.min(cheapest, sum + (out[0] ?? 0));
      }
      const priced = priceRow(planOf(person, days, person.allowed), prices, Number.POSITIVE_INFINITY);
      expect(priced.cost).toBeCloseTo(cheapest, 6);
      expect(priced.bound).toBeCloseTo(cheapest, 6);
      if (cheapest < Number.POSITIVE_INFINITY) legal++;
    }
  }
  expect(legal).toBeGreaterThan(100);
});
