import type { Constraint, RosterShift } from "./roster-problem.ts";

/**
 * One rule over the days as a small machine. It never stops: a step that breaks the rule says by how much and goes on
 * from the nearest state, so that annealing can count, pricing can forbid, and explanations can name.
 */
export interface Machine {
  /** Place of the rule in the problem's list of constraints. */
  readonly constraint: number;
  readonly start: number;
  /** The state in which nothing that was before can still break the rule. */
  readonly clean: number;
  /** The next state times 256, plus the amount broken by taking `value` (0 is off, s + 1 is shift s). */
  step(state: number, value: number): number;
  /** Amount broken if the roster ends in this state. */
  end(state: number): number;
}

const going = (state: number, broken: number): number => state * 256 + Math.min(255, broken);

/** The machines of one constraint; none if it is not about the order of days. No run is longer than `longest` days. */
export function machinesOf(
  constraint: Constraint,
  index: number,
  shifts: readonly RosterShift[],
  longest: number,
): Machine[] {
  const value = (id: string) => shifts.findIndex((shift) => shift.id === id) + 1;
  switch (constraint.kind) {
    case "succession": {
      const never = new Set(constraint.never.map(value));
      const after = value(constraint.after);
      return [successionMachine(index, (last, next) => last === after && never.has(next), shifts.length)];
    }
    case "rest":
      return [restMachine(index, shifts, constraint.minutes)];
    case "run": {
      const inside = Array.from({ length: shifts.length + 1 }, (_, v) => v > 0);
      if (constraint.of === "rest") for (let v = 0; v < inside.length; v++) inside[v] = v === 0;
      else if (constraint.of !== "work") {
        inside.fill(false);
        for (const id of constraint.of) inside[value(id)] = true;
      }
      return [runMachine(index, inside, constraint, longest)];
    }
    default:
      return [];
  }
}

/**
 * State: minutes after the coming midnight before which nothing may begin. Of the moments that forbid the same shifts on
 * the same days the earliest stands for all, so that there are few states and the last one is left as soon as it can be.
 */
function restMachine(constraint: number, shifts: readonly RosterShift[], rest: number): Machine {
  const begins = shifts.map((shift) => shift.begins);
  const free = shifts.map((shift) => (shift.begins ?? Number.NEGATIVE_INFINITY) + shift.minutes + rest);
  const earliest = (until: number): number => {
    let least = 0;
    for (const begin of begins) {
      if (begin === undefined || begin >= until) continue;
      least = Math.max(least, begin + 1440 * (Math.ceil((until - begin) / 1440) - 1) + 1);
    }
    return least;
  };
  return {
    constraint,
    start: 0,
    clean: 0,
    step(until, value) {
      const begin = begins[value - 1];
      const next = earliest(Math.max(until, free[value - 1] ?? 0) - 1440);
      return going(next, begin !== undefined && begin < until ? 1 : 0);
    },
    end: () => 0,
  };
}

function successionMachine(
  constraint: number,
  forbids: (last: number, next: number) => boolean,
  shifts: number,
): Machine {
  // Values that forbid the same successors share a state; state 0 forbids nothing.
  const rows = new Map<string, number>([["0".repeat(shifts + 1), 0]]);
  const stateOf: number[] = [];
  const table: string[] = ["0".repeat(shifts + 1)];
  for (let last = 0; last <= shifts; last++) {
    let row = "";
    for (let next = 0; next <= shifts; next++) row += last > 0 && next > 0 && forbids(last, next) ? "1" : "0";
    if (!rows.has(row)) table[rows.size] = row;
    stateOf.push(rows.get(row) ?? rows.size);
    if (!rows.has(row)) rows.set(row, rows.size);
  }
  return {
    constraint,
    start: 0,
    clean: 0,
    step: (state, value) => going(stateOf[value] ?? 0, table[state]?.[value] === "1" ? 1 : 0),
    end: () => 0,
  };
}

/**
 * States: 0 outside a run; 2·length inside one, plus 1 if it touched a neutral border and may be short; 1 at the very
 * start. Lengths that cannot be reached get no state, so that absurd limits do not make the table large.
 */
function runMachine(
  constraint: number,
  inside: boolean[],
  limits: Constraint & { kind: "run" },
  longest: number,
): Machine {
  const { min = 0, max = longest } = limits;
  const neutral = limits.borders === "neutral";
  const cap = Math.min(longest, Math.max(min, max < longest ? max : 1, 1));
  const within = (length: number, exempt: boolean) => 2 * length + (exempt && length < min ? 1 : 0);
  return {
    constraint,
    start: neutral ? 1 : 0,
    clean: 1,
    step(state, value) {
      const length = state >> 1;
      const exempt = (state & 1) === 1;
      if (inside[value]) {
        const grown = length + 1;
        return going(within(Math.min(grown, cap), exempt), grown > max ? 1 : 0);
      }
      return going(0, length > 0 && length < min && !exempt ? min - length : 0);
    },
    end: (state) => (!neutral && state > 1 && (state & 1) === 0 && state >> 1 < min ? min - (state >> 1) : 0),
  };
}

/** The rules of one person run side by side: one table, one step a day. */
export interface Automaton {
  readonly machines: readonly Machine[];
  readonly states: number;
  /** Number of values: off and the shifts. */
  readonly values: number;
  readonly start: number;
  /** next[state · values + value] */
  readonly next: Int16Array;
  /** Amount broken by that step, over all rules. */
  readonly broken: Uint8Array;
  /** Amount broken if the roster ends here. */
  readonly endBroken: Uint8Array;
  /** 1 if the day before was worked. */
  readonly worked: Uint8Array;
  /** broken of machine m by that step: each[m][state · values + value]; at the end: eachEnd[m][state]. */
  readonly each: readonly Uint8Array[];
  readonly eachEnd: readonly Uint8Array[];
}

const mostStates = 20_000;

interface Product {
  /** The state of each machine; the last part is 1 after a day of work, because a weekend counts once. */
  readonly states: readonly (readonly number[])[];
  readonly starts: readonly number[];
  readonly next: readonly number[];
}

/** The product of the machines as far as it can be reached from after these days; undefined if it is too large. */
function productOf(machines: readonly Machine[], values: number, before: readonly Days[]): Product | undefined {
  const ids = new Map<string, number>();
  const states: number[][] = [];
  const idOf = (parts: number[]): number => {
    const key = parts.join();
    const id = ids.get(key) ?? states.length;
    if (id === states.length) {
      ids.set(key, id);
      states.push(parts);
    }
    return id;
  };
  const starts = before.map((days) => {
    let parts = [...machines.map((machine) => machine.start), 0];
    for (const value of days) parts = stepAll(machines, parts, value);
    return idOf(parts);
  });
  const next: number[] = [];
  for (let state = 0; state < states.length; state++) {
    for (let value = 0; value < values; value++) next.push(idOf(stepAll(machines, states[state] as number[], value)));
    if (states.length > mostStates) return undefined;
  }
  return { states, starts, next };
}

/** Whether the machines side by side are small enough for a table. */
export function fitOneTable(machines: readonly Machine[], shifts: number): boolean {
  let most = 2;
  for (const machine of machines) {
    const alone = productOf([machine], shifts + 1, [[]]);
    if (!alone) return false;
    most *= new Set(alone.states.map(([part]) => part)).size;
  }
  return most <= mostStates || productOf(machines, shifts + 1, [[]]) !== undefined;
}

type Days = readonly number[];

/** One automaton for each row of days before the horizon; all share one table. `after` are the days behind it. */
export function automataOf(
  machines: readonly Machine[],
  shifts: number,
  before: readonly Days[],
  after: Days,
): Automaton[] {
  const values = shifts + 1;
  const product = productOf(machines, values, before);
  if (!product) throw new RangeError("the rules of one person have too many states");
  const { states, starts, next } = product;
  const each = machines.map((machine, m) =>
    Uint8Array.from(next, (_, at) => machine.step(states[Math.floor(at / values)]?.[m] ?? 0, at % values) & 255),
  );
  const eachEnd = machines.map((machine, m) =>
    Uint8Array.from(states, (parts) => endOf(machine, parts[m] ?? 0, after)),
  );
  const total = (tables: readonly Uint8Array[], at: number) =>
    Math.min(
      255,
      tables.reduce((sum, table) => sum + (table[at] ?? 0), 0),
    );
  const table = {
    machines,
    states: states.length,
    values,
    next: Int16Array.from(next),
    broken: Uint8Array.from(next, (_, at) => total(each, at)),
    endBroken: Uint8Array.from(states, (_, at) => total(eachEnd, at)),
    worked: Uint8Array.from(states, (parts) => parts[machines.length] ?? 0),
    each,
    eachEnd,
  };
  return starts.map((start) => ({ ...table, start }));
}

function stepAll(machines: readonly Machine[], parts: readonly number[], value: number): number[] {
  return [...machines.map((machine, m) => machine.step(parts[m] ?? 0, value) >> 8), value > 0 ? 1 : 0];
}

/** What the days behind the horizon break more because of it; what they break by themselves nobody can help. */
function endOf(machine: Machine, from: number, after: Days): number {
  let state = from;
  let alone = machine.clean;
  let broken = 0;
  for (const value of after) {
    const step = machine.step(state, value);
    const own = machine.step(alone, value);
    broken += Math.max(0, (step & 255) - (own & 255));
    state = step >> 8;
    alone = own >> 8;
  }
  return Math.min(255, broken + Math.max(0, machine.end(state) - machine.end(alone)));
}
