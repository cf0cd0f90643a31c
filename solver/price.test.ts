import { expect, test } from "vitest";
import { type Compiled, type CompiledPerson, compile } from "./compile.ts";
import { weighRow } from "./evaluate.ts";
import { glanceRow, priceRow } from "./price.ts";
import { pricePlanOf } from "./price-plan.ts";
import { sampleProblem } from "./problem-sample.ts";
import { chanceFrom } from "./seeded-chance.ts";

/** The cheapest legal row, by trying every one. */
function cheapestOf(person: CompiledPerson, { days, values }: Compiled, prices: Float64Array): number {
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
  return cheapest;
}

test("pricing finds the cheapest legal row that trying every row finds", { timeout: 60_000 }, () => {
  let legal = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const compiled = compile(sampleProblem(seed, { people: 2, days: 6 }));
    const chance = chanceFrom(seed);
    for (const person of compiled.people) {
      const prices = Float64Array.from(person.cost, (cost) => cost + chance.below(61) - 30);
      const cheapest = cheapestOf(person, compiled, prices);
      const priced = priceRow(pricePlanOf(person, compiled.days, person.allowed), prices, Number.POSITIVE_INFINITY);
      expect(priced.cost).toBeCloseTo(cheapest, 6);
      expect(priced.bound).toBeCloseTo(cheapest, 6);
      if (cheapest < Number.POSITIVE_INFINITY) legal++;
    }
  }
  expect(legal).toBeGreaterThan(100);
});

test("a glance gives a bound that holds, and a legal row where it says so", { timeout: 60_000 }, () => {
  const seen = { steered: 0, legal: 0, near: 0 };
  for (let seed = 1; seed <= 3000 && seen.steered < 100; seed++) {
    const compiled = compile(sampleProblem(seed, { people: 2, days: 6 }));
    const chance = chanceFrom(seed);
    for (const person of compiled.people) {
      const plan = pricePlanOf(person, compiled.days, person.allowed);
      if (!plan.possible || plan.extras.length === 0) continue;
      const prices = Float64Array.from(person.cost, (cost) => cost + chance.below(61) - 30);
      const cheapest = cheapestOf(person, compiled, prices);
      for (let turn = 0; turn < 6; turn++) {
        const glance = glanceRow(plan, prices, 0);
        if (!glance.row) throw new Error("a row is possible");
        expect(glance.bound).toBeLessThanOrEqual(cheapest + 1e-6);
        if (glance.bound > cheapest - 1) seen.near++;
        const out = new Float64Array(2);
        weighRow(person, glance.row, 0, compiled.days, out);
        expect(out[1] === 0).toBe(glance.legal);
        seen.steered++;
        if (glance.legal) seen.legal++;
      }
    }
  }
  expect(seen.steered).toBeGreaterThanOrEqual(100);
  expect(seen.legal).toBeGreaterThan(10);
  expect(seen.near).toBeGreaterThan(10);
});
