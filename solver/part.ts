import { type Column, eachRow } from "./columns.ts";
import { type Compiled, type CompiledPerson, type Coverage, coverCost } from "./compile.ts";
import { coverOf } from "./evaluate.ts";
import { type PricePlan, pricePlanOf } from "./price-plan.ts";

/**
 * A part of the problem that is searched while the rest of a roster stands: some people, all days or some. The whole
 * problem is the part with everyone free.
 */
export interface RosterPart {
  readonly people: readonly number[];
  readonly plans: readonly PricePlan[];
  /** The demands that the free cells can change, and how many each still needs. */
  readonly rows: readonly number[];
  readonly required: readonly number[];
  readonly placeOfRow: Int32Array;
  readonly placeOfPerson: Int32Array;
  /** Cost of leaving a person without a row: above anything sensible. */
  readonly standIn: number;
  /** Cost of whole rows for all free people, demands of the part included. */
  costOf(columns: readonly Column[]): number;
}

/** Plans of whole rows, kept for the run; parts with fixed days make their own. */
export class Plans {
  private readonly compiled: Compiled;
  private readonly whole: (PricePlan | undefined)[];

  constructor(compiled: Compiled) {
    this.compiled = compiled;
    this.whole = compiled.people.map(() => undefined);
  }

  of(person: number): PricePlan {
    const rule = this.compiled.people[person] as CompiledPerson;
    const plan = this.whole[person] ?? pricePlanOf(rule, this.compiled.days, rule.allowed);
    this.whole[person] = plan;
    return plan;
  }

  /** Only days from `from` up to `to` are free; the others keep what the cells hold. */
  within(person: number, cells: Uint8Array, from: number, to: number): PricePlan {
    const { days, values, people } = this.compiled;
    const rule = people[person] as CompiledPerson;
    const allowed = rule.allowed.slice();
    for (let day = 0; day < days; day++) {
      if (day >= from && day < to) continue;
      allowed.fill(0, day * values, (day + 1) * values);
      allowed[day * values + (cells[person * days + day] as number)] = 1;
    }
    return pricePlanOf(rule, days, allowed);
  }
}

export function partOf(
  compiled: Compiled,
  people: readonly number[],
  plans: readonly PricePlan[],
  cells: Uint8Array | undefined,
): RosterPart {
  const { days } = compiled;
  const left = Float64Array.from(compiled.required);
  if (cells && people.length < compiled.people.length) {
    for (const [row, there] of coverOf(compiled, cells).entries()) left[row] = (left[row] as number) - there;
    for (const person of people) {
      eachRow(compiled, person, cells.subarray(person * days, (person + 1) * days), (row) => {
        left[row] = (left[row] as number) + 1;
      });
    }
  }
  return partWith(compiled, people, plans, left);
}

/** A part whose demands still need `left`; `parent` is the part that it is the rest of. */
function partWith(
  compiled: Compiled,
  people: readonly number[],
  plans: readonly PricePlan[],
  left: Float64Array,
  parent?: RosterPart,
): RosterPart {
  const { required, under, over } = compiled;
  const touched = touchedRows(compiled, people, plans, parent);
  const rows = [...touched.keys()].filter((row) => touched[row] === 1);
  const placeOfRow = new Int32Array(required.length).fill(-1);
  for (const [i, row] of rows.entries()) placeOfRow[row] = i;
  const placeOfPerson = new Int32Array(compiled.people.length).fill(-1);
  for (const [i, person] of people.entries()) placeOfPerson[person] = i;
  return {
    people,
    plans,
    rows,
    required: rows.map((row) => left[row] as number),
    placeOfRow,
    placeOfPerson,
    standIn: standInCost(compiled),
    costOf(columns) {
      const there = new Float64Array(required.length);
      let cost = 0;
      for (const column of columns) {
        cost += column.cost;
        eachRow(compiled, column.person, column.cells, (row) => {
          there[row] = (there[row] as number) + 1;
        });
      }
      for (const row of rows) {
        const demand = { required: left[row] as number, under: under[row] as number, over: over[row] as number };
        cost += coverCost(demand, there[row] as number);
      }
      return cost;
    },
  };
}

/** The demands that the free cells can change. A day with one value only changes none, save those that the parent had. */
function touchedRows(
  compiled: Compiled,
  people: readonly number[],
  plans: readonly PricePlan[],
  parent: RosterPart | undefined,
): Uint8Array {
  const { required, coverage, values, days } = compiled;
  const touched = new Uint8Array(required.length);
  for (const [i, person] of people.entries()) {
    const rows = coverage[(compiled.people[person] as CompiledPerson).group] as Coverage;
    const plan = plans[i] as PricePlan;
    for (let day = 0; day < days; day++) {
      const open = plan.open.slice(day * plan.groups, (day + 1) * plan.groups).flat();
      for (const value of open) {
        const cell = day * values + value;
        for (let j = rows.start[cell] as number; j < (rows.start[cell + 1] as number); j++) {
          const row = rows.rows[j] as number;
          if (open.length > 1 || (parent && parent.placeOfRow[row] !== -1)) touched[row] = 1;
        }
      }
    }
  }
  return touched;
}

/** The part that is left when some of its people have their rows. */
export function restOf(compiled: Compiled, part: RosterPart, fixed: readonly Column[]): RosterPart {
  const gone = new Set(fixed.map((column) => column.person));
  const people = part.people.filter((person) => !gone.has(person));
  const plans = people.map((person) => part.plans[part.placeOfPerson[person] as number] as PricePlan);
  return partWith(compiled, people, plans, leftOf(compiled, part, fixed), part);
}

/** What the demands of a part cost that nobody of the rest can change. */
export function costOutside(compiled: Compiled, part: RosterPart, rest: RosterPart, fixed: readonly Column[]): number {
  const left = leftOf(compiled, part, fixed);
  let cost = 0;
  for (const row of part.rows) {
    if (rest.placeOfRow[row] !== -1) continue;
    const demand = {
      required: left[row] as number,
      under: compiled.under[row] as number,
      over: compiled.over[row] as number,
    };
    cost += coverCost(demand, 0);
  }
  return cost;
}

function leftOf(compiled: Compiled, part: RosterPart, fixed: readonly Column[]): Float64Array {
  const left = new Float64Array(compiled.required.length);
  for (const [i, row] of part.rows.entries()) left[row] = part.required[i] as number;
  for (const column of fixed) {
    eachRow(compiled, column.person, column.cells, (row) => {
      left[row] = (left[row] as number) - 1;
    });
  }
  return left;
}

/** More than any row could save: on every day, all the demands that one value can meet, from missing to too many. */
function standInCost({ under, over, coverage, days }: Compiled): number {
  let dearest = 0;
  for (let row = 0; row < under.length; row++)
    dearest = Math.max(dearest, (under[row] as number) + (over[row] as number));
  let met = 1;
  for (const { start } of coverage)
    for (let cell = 0; cell + 1 < start.length; cell++)
      met = Math.max(met, (start[cell + 1] as number) - (start[cell] as number));
  return 1000 + dearest * days * met;
}
