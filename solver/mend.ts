import { anneal } from "./anneal.ts";
import type { Compiled, CompiledPerson } from "./compile.ts";
import { weigh, weighRow } from "./evaluate.ts";
import { chanceFrom } from "./seeded-chance.ts";

/**
 * Makes a roster possible again at once: forbidden cells are emptied, then single cells and pairs are changed as long
 * as that makes it cheaper or less illegal. If rules stay broken, a short cool annealing goes on from there.
 */
export function mend(compiled: Compiled, cells: Uint8Array, seed: number): Uint8Array {
  const { days, values, people } = compiled;
  const mended = cells.slice();
  for (let at = 0; at < mended.length; at++) {
    const person = people[Math.floor(at / days)] as CompiledPerson;
    const day = at % days;
    if (person.allowed[day * values + (mended[at] as number)] === 1) continue;
    const open = Array.from({ length: values }, (_, v) => v).find((v) => person.allowed[day * values + v] === 1);
    mended[at] = open ?? 0;
  }
  settleRows(compiled, mended);
  for (let round = 0; round < 40; round++) if (!improveOnce(compiled, mended)) break;
  if (weigh(compiled, mended).broken === 0) return mended;
  let turns = 0;
  const annealed = anneal(compiled, { chance: chanceFrom(seed), from: mended, heat: 0.05, spent: () => turns++ / 400 });
  return annealed.cells;
}

const penalty = 1e6;

/** Rows that became illegal when a day was taken away: change single cells of them until they are legal. */
function settleRows(compiled: Compiled, cells: Uint8Array): void {
  const { days, people } = compiled;
  const out = new Float64Array(2);
  for (const [p, person] of people.entries()) {
    for (let turn = 0; turn < days; turn++) {
      weighRow(person, cells, p * days, days, out);
      if (out[1] === 0) break;
      const best = bestCell(compiled, cells, p, (out[0] as number) + penalty * (out[1] as number));
      if (!best) break;
      cells[p * days + best.day] = best.value;
    }
  }
}

function bestCell(
  compiled: Compiled,
  cells: Uint8Array,
  p: number,
  now: number,
): { day: number; value: number } | undefined {
  const { days, values, people } = compiled;
  const person = people[p] as CompiledPerson;
  const out = new Float64Array(2);
  let best: { day: number; value: number } | undefined;
  let least = now;
  for (let day = 0; day < days; day++) {
    const was = cells[p * days + day] as number;
    for (let value = 0; value < values; value++) {
      if (value === was || person.allowed[day * values + value] === 0) continue;
      cells[p * days + day] = value;
      weighRow(person, cells, p * days, days, out);
      const total = (out[0] as number) + penalty * (out[1] as number);
      if (total < least) {
        least = total;
        best = { day, value };
      }
    }
    cells[p * days + day] = was;
  }
  return best;
}

/** Finds the best change of one cell, alone or with one more cell of the same row, near a demand that is short; false if none helps. */
function improveOnce(compiled: Compiled, cells: Uint8Array): boolean {
  const { days, values, problem, people, coverage } = compiled;
  let least = weighAll(compiled, cells);
  const before = least;
  let best: { at: number; value: number; other: number; otherValue: number } | undefined;
  const there = shortDemands(compiled, cells);
  for (const row of there) {
    const day = problem.demands[row]?.day ?? 0;
    for (const [p, person] of people.entries()) {
      const { start, rows } = coverage[person.group] as (typeof coverage)[number];
      for (let value = 1; value < values; value++) {
        const cell = day * values + value;
        if (person.allowed[cell] === 0 || !rows.subarray(start[cell], start[cell + 1]).includes(row)) continue;
        const at = p * days + day;
        const was = cells[at] as number;
        if (was === value) continue;
        cells[at] = value;
        const alone = weighAll(compiled, cells, p, least);
        if (alone < least) {
          least = alone;
          best = { at, value, other: at, otherValue: value };
        }
        for (let shift = Math.max(0, day - 6); shift < Math.min(days, day + 7); shift++) {
          const other = p * days + shift;
          if (shift === day || cells[other] === 0 || person.allowed[shift * values] === 0) continue;
          const kept = cells[other] as number;
          cells[other] = 0;
          const both = weighAll(compiled, cells, p, least);
          if (both < least) {
            least = both;
            best = { at, value, other, otherValue: 0 };
          }
          cells[other] = kept;
        }
        cells[at] = was;
      }
    }
  }
  if (!best || least >= before) return false;
  cells[best.at] = best.value;
  cells[best.other] = best.otherValue;
  return true;
}

/** Cost and penalty; if the row of `only` is illegal there is no need to weigh the rest. */
function weighAll(compiled: Compiled, cells: Uint8Array, only?: number, limit = Number.POSITIVE_INFINITY): number {
  if (only !== undefined) {
    const out = new Float64Array(2);
    weighRow(compiled.people[only] as CompiledPerson, cells, only * compiled.days, compiled.days, out);
    if (penalty * (out[1] as number) >= limit) return Number.POSITIVE_INFINITY;
  }
  const { cost, broken } = weigh(compiled, cells);
  return cost + penalty * broken;
}

function shortDemands(compiled: Compiled, cells: Uint8Array): number[] {
  const { days, people, values, coverage, required, under } = compiled;
  const there = new Int32Array(required.length);
  for (const [p, person] of people.entries()) {
    const { start, rows } = coverage[person.group] as (typeof coverage)[number];
    for (let day = 0; day < days; day++) {
      const cell = day * values + (cells[p * days + day] as number);
      for (let i = start[cell] as number; i < (start[cell + 1] as number); i++)
        there[rows[i] as number] = (there[rows[i] as number] as number) + 1;
    }
  }
  return [...there.keys()].filter(
    (row) => (there[row] as number) < (required[row] as number) && (under[row] as number) > 0,
  );
}
