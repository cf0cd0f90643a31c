import type { Compiled, CompiledPerson, Coverage } from "./compile.ts";
import { weighRow } from "./evaluate.ts";

/** One whole legal row of one person. */
export interface Column {
  readonly person: number;
  readonly cost: number;
  readonly cells: Uint8Array;
  readonly key: string;
}

/** Every row that any part of the search has seen, once; the oldest unused ones go when there are too many. */
export class ColumnPool {
  private readonly compiled: Compiled;
  private readonly byPerson: Map<string, Column>[];
  private readonly out = new Float64Array(2);
  private readonly most: number;

  constructor(compiled: Compiled, most = 3000) {
    this.compiled = compiled;
    this.byPerson = compiled.people.map(() => new Map());
    this.most = most;
  }

  /** The column of a row that is known to be legal. */
  add(person: number, cells: Uint8Array): Column {
    const known = this.byPerson[person] as Map<string, Column>;
    const key = keyOf(cells);
    const old = known.get(key);
    if (old) return old;
    if (known.size >= this.most) {
      const { value } = known.keys().next();
      if (value !== undefined) known.delete(value);
    }
    const rule = this.compiled.people[person] as CompiledPerson;
    weighRow(rule, cells, 0, this.compiled.days, this.out);
    const column = { person, cost: this.out[0] as number, cells: cells.slice(), key };
    known.set(key, column);
    return column;
  }

  of(person: number): Iterable<Column> {
    return (this.byPerson[person] as Map<string, Column>).values();
  }
}

function keyOf(cells: Uint8Array): string {
  return String.fromCharCode(...cells);
}

/** Calls back with each demand that a row counts for, as often as it does. */
export function eachRow(compiled: Compiled, person: number, cells: Uint8Array, visit: (row: number) => void): void {
  const { coverage, people, values, days } = compiled;
  const rows = coverage[(people[person] as CompiledPerson).group] as Coverage;
  for (let day = 0; day < days; day++) {
    const cell = day * values + (cells[day] as number);
    for (let i = rows.start[cell] as number; i < (rows.start[cell + 1] as number); i++) visit(rows.rows[i] as number);
  }
}

/** Cost of a row at the prices of the demands. */
export function reducedCost(compiled: Compiled, column: Column, prices: Float64Array): number {
  let cost = column.cost;
  eachRow(compiled, column.person, column.cells, (row) => {
    cost -= prices[row] as number;
  });
  return cost;
}
