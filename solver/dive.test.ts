import { expect, test } from "vitest";
import { ColumnPool } from "./columns.ts";
import { compile } from "./compile.ts";
import { Dive } from "./dive.ts";
import { generateColumns } from "./generate-columns.ts";
import { HighsHost } from "./highs-host.ts";
import { Master } from "./master.ts";
import { Plans, partOf } from "./part.ts";
import type { Constraint, RosterProblem } from "./roster-problem.ts";
import { roundByPrices } from "./round-by-prices.ts";
import { chanceFrom } from "./seeded-chance.ts";

/** A week in which each of fourteen people wants exactly one day, and every day wants exactly those two. */
function week(): RosterProblem {
  const people = Array.from({ length: 14 }, (_, p) => ({ id: `p${p}` }));
  return {
    name: "week",
    days: 7,
    weekday: 0,
    shifts: [{ id: "早", minutes: 480 }],
    people,
    constraints: people.flatMap(({ id }, p): Constraint[] => [
      { kind: "count", name: "one day", people: [id], min: 1, max: 1 },
      { kind: "wish", name: "own day", people: [id], day: p % 7, value: "早", wanted: true, cost: 5 },
    ]),
    demands: Array.from({ length: 7 }, (_, day) => ({
      name: `day ${day}`,
      day,
      shifts: ["早"],
      required: 2,
      under: 100,
      over: 1,
    })),
  };
}

async function prepared() {
  const host = new HighsHost();
  await host.ready();
  const compiled = compile(week());
  const plans = new Plans(compiled);
  const people = compiled.people.map((_, p) => p);
  const part = partOf(
    compiled,
    people,
    people.map((p) => plans.of(p)),
    undefined,
  );
  return { host, compiled, part, pool: new ColumnPool(compiled) };
}

test("settled by prices alone, everybody has one legal row", async () => {
  const { compiled, part, pool } = await prepared();
  const { fixed } = roundByPrices(compiled, part, pool, {
    prices: new Float64Array(compiled.required.length),
    leave: 0,
    stride: 1,
    share: 0.1,
    chance: chanceFrom(1),
    stop: () => false,
  });
  expect(fixed.map(({ person }) => person).sort((a, b) => a - b)).toEqual(part.people);
  // One day each, and so few pay for a wrong one that the wishes are nearly all met.
  expect(part.costOf(fixed)).toBeLessThan(220);
});

test("a dive in which all shares are whole at once ends there, with everyone's row", async () => {
  const { host, compiled, part, pool } = await prepared();
  const choice = Master.with(host, compiled, part, (master) => {
    const made = generateColumns(compiled, part, pool, master, { rounds: 200, stop: () => false, near: 1e-6 });
    const dive = new Dive(host, compiled, part, pool, {
      chance: chanceFrom(1),
      stop: () => false,
      rise: 15,
      share: 0.07,
      undos: 8,
      hurry: () => false,
      seconds: Number.POSITIVE_INFINITY,
      nodes: 60,
    });
    return dive.run(dive.top(master, made));
  });
  expect(choice?.cost).toBe(0);
  expect(choice?.columns.length).toBe(14);
  expect(host.failures).toBe(0);
});
