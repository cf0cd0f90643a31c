import type { Constraint, Shift } from "./roster-problem.ts";

/**
 * One rule over the days as a small machine. It never stops: a step that breaks the rule says by how much and goes on
 * from the nearest state, so that annealing can count, pricing can forbid, and explanations can name.
 */
export interface Machine {
  /** Place of the rule in the problem's list of constraints. */
  readonly constraint: number;
  readonly start: number;
  /** The next state times 256, plus the amount broken by taking `value` (0 is off, s + 1 is shift s). */
  step(state: number, value: number): number;
  /** Amount broken if the roster ends in this state. */
  end(state: number): number;
}

const going = (state: number, broken: number): number => state * 256 + Math.min(255, broken);

/** The machines of one constraint; none if it is not about the order of days. */
export function machinesOf(constraint: Constraint, index: number, shifts: readonly Shift[]): Machine[] {
  const value = (id: string) => shifts.findIndex((shift) => shift.id === id) + 1;
  switch (constraint.kind) {
    case "succession": {
      const never = new Set(constraint.never.map(value));
      const after = value(constraint.after);
      return [successionMachine(index, (last, next) => last === after && never.has(next), shifts.length)];
    }
    case "rest":
      return [successionMachine(index, (last, next) => tooSoon(shifts, last, next, constraint.minutes), shifts.length)];
    case "run": {
      const inside = Array.from({ length: shifts.length + 1 }, (_, v) => v > 0);
      if (constraint.of === "rest") for (let v = 0; v < inside.length; v++) inside[v] = v === 0;
      else if (constraint.of !== "work") {
        inside.fill(false);
        for (const id of constraint.of) inside[value(id)] = true;
      }
      return [runMachine(index, inside, constraint.min ?? 0, constraint.max ?? 0, constraint.borders === "neutral")];
    }
    default:
      return [];
  }
}

function tooSoon(shifts: readonly Shift[], last: number, next: number, rest: number): boolean {
  const one = shifts[last - 1];
  const two = shifts[next - 1];
  if (one?.begins === undefined || two?.begins === undefined) return false;
  return one.begins + one.minutes + rest > 1440 + two.begins;
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
    step: (state, value) => going(stateOf[value] ?? 0, table[state]?.[value] === "1" ? 1 : 0),
    end: () => 0,
  };
}

/** States: 0 outside a run; 2·length inside one, plus 1 if it touched a neutral border and may be short; 1 at the very start. */
function runMachine(constraint: number, inside: boolean[], min: number, max: number, neutral: boolean): Machine {
  const cap = Math.max(min, max, 1);
  const within = (length: number, exempt: boolean) => 2 * length + (exempt && length < min ? 1 : 0);
  return {
    constraint,
    start: neutral ? 1 : 0,
    step(state, value) {
      const length = state >> 1;
      const exempt = (state & 1) === 1;
      if (inside[value]) {
        const grown = length + 1;
        return going(within(Math.min(grown, cap), exempt), max > 0 && grown > max ? 1 : 0);
      }
      return going(0, length > 0 && length < min && !exempt ? min - length : 0);
    },
    end: (state) => (!neutral && state > 1 && state >> 1 < min ? min - (state >> 1) : 0),
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

/** Builds the product of the machines as far as it can be reached; `before` and `after` are the values around the horizon. */
export function automatonOf(
  machines: readonly Machine[],
  shifts: number,
  before: readonly number[],
  after: readonly number[],
): Automaton {
  const values = shifts + 1;
  const ids = new Map<string, number>();
  const states: number[][] = [];
  const idOf = (parts: number[]): number => {
    const key = parts.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    if (states.length >= mostStates) throw new RangeError("the rules of one person have too many states");
    ids.set(key, states.length);
    states.push(parts);
    return states.length - 1;
  };
  // The last part is 1 after a day of work: a weekend counts once.
  let first = [...machines.map((machine) => machine.start), 0];
  for (const value of before) first = stepAll(machines, first, value);
  const start = idOf(first);
  const next: number[] = [];
  for (let state = 0; state < states.length; state++) {
    for (let value = 0; value < values; value++) next.push(idOf(stepAll(machines, states[state] as number[], value)));
  }
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
  return {
    machines,
    states: states.length,
    values,
    start,
    next: Int16Array.from(next),
    broken: Uint8Array.from(next, (_, at) => total(each, at)),
    endBroken: Uint8Array.from(states, (_, at) => total(eachEnd, at)),
    worked: Uint8Array.from(states, (parts) => parts[machines.length] ?? 0),
    each,
    eachEnd,
  };
}

function stepAll(machines: readonly Machine[], parts: readonly number[], value: number): number[] {
  return [...machines.map((machine, m) => machine.step(parts[m] ?? 0, value) >> 8), value > 0 ? 1 : 0];
}

function endOf(machine: Machine, from: number, after: readonly number[]): number {
  let state = from;
  let broken = 0;
  for (const value of after) {
    const step = machine.step(state, value);
    state = step >> 8;
    broken += step & 255;
  }
  return Math.min(255, broken + machine.end(state));
}
