import type { Model, ModelData } from "highs";
import { type Column, eachRow } from "./columns.ts";
import type { Compiled } from "./compile.ts";
import { HighsFailed, type HighsHost } from "./highs-host.ts";
import type { RosterPart } from "./part.ts";

const infinity = 1e30;
/** kHighsModelStatusOptimal */
const optimal = 7;
/** kSolutionStatusFeasible */
const feasible = 2;

export interface LinearAnswer {
  readonly cost: number;
  /** Price of each demand of the problem; 0 for those outside the part. */
  readonly prices: Float64Array;
  /** Price of each free person's row. */
  readonly rents: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The restricted master: choose a share of one row per free person, pay for what the demands lack or have too much.
 * Rows of the model: the part's demands, then its people. Columns: under, over, one dear stand-in per person, then rows.
 */
export class Master {
  readonly columns: Column[] = [];
  private readonly compiled: Compiled;
  private readonly part: RosterPart;
  private readonly model: Model;
  private readonly known = new Set<string>();
  private readonly fixed: number;
  private readonly served = new Set<number>();
  private dearest = 0;

  constructor(compiled: Compiled, part: RosterPart, model: Model) {
    this.compiled = compiled;
    this.part = part;
    this.model = model;
    this.fixed = 2 * part.rows.length + part.people.length;
  }

  /** Runs `work` with a fresh master of the part. */
  static with<T>(host: HighsHost, compiled: Compiled, part: RosterPart, work: (master: Master) => T): T {
    return host.use(emptyModel(compiled, part), (model) => {
      model.options.set({ presolve: "off", solver: "simplex" });
      return work(new Master(compiled, part, model));
    });
  }

  /** Adds rows that it does not have yet; says how many were new. */
  add(columns: readonly Column[]): number {
    const fresh = columns.filter((column) => !this.known.has(`${column.person} ${column.key}`));
    if (fresh.length === 0) return 0;
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const column of fresh) {
      this.known.add(`${column.person} ${column.key}`);
      this.columns.push(column);
      this.served.add(column.person);
      pushEntries(this.compiled, this.part, column, indices, values);
      starts.push(indices.length);
    }
    this.model.addCols({
      cost: Float64Array.from(fresh, (column) => column.cost),
      lower: new Float64Array(fresh.length),
      upper: new Float64Array(fresh.length).fill(infinity),
      matrix: {
        format: "csc",
        numRows: this.part.rows.length + this.part.people.length,
        numCols: fresh.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    });
    this.keepStandInsDear(fresh);
    return fresh.length;
  }

  /** Whether the person has any row here, not only the stand-in. */
  serves(person: number): boolean {
    return this.served.has(person);
  }

  /** Where own costs run into the millions, a stand-in must still cost more than any row. */
  private keepStandInsDear(fresh: readonly Column[]): void {
    const dearest = fresh.reduce((most, { cost }) => Math.max(most, cost), this.dearest);
    if (dearest === this.dearest) return;
    this.dearest = dearest;
    const { rows, people, standIn } = this.part;
    const from = 2 * rows.length;
    const costs = new Float64Array(people.length).fill(standIn + dearest);
    this.model.changeColsCost({ kind: "range", from, to: from + people.length - 1 }, costs);
  }

  solve(): LinearAnswer {
    // Added columns leave the basis primal feasible.
    this.model.options.set("simplex_strategy", 4);
    this.model.run();
    if (this.model.getModelStatus() !== optimal) {
      // The warm basis can mislead the simplex; a cold start from the same model has always been enough.
      this.model.clearSolver();
      this.model.options.set("simplex_strategy", 1);
      this.model.run();
      if (this.model.getModelStatus() !== optimal) throw new HighsFailed("a linear programme found no optimum");
    }
    const { rows, people } = this.part;
    const { colValue, rowDual } = this.model.getSolution();
    const prices = new Float64Array(this.compiled.required.length);
    for (const [i, row] of rows.entries()) prices[row] = rowDual[i] as number;
    return {
      cost: this.model.getObjectiveValue(),
      prices,
      rents: rowDual.slice(rows.length, rows.length + people.length),
      weights: colValue.slice(this.fixed),
    };
  }
}

function pushEntries(compiled: Compiled, part: RosterPart, column: Column, indices: number[], values: number[]): void {
  const counts = new Map<number, number>();
  eachRow(compiled, column.person, column.cells, (row) => {
    const at = part.placeOfRow[row] as number;
    if (at >= 0) counts.set(at, (counts.get(at) ?? 0) + 1);
  });
  for (const [at, times] of [...counts].sort((a, b) => a[0] - b[0])) {
    indices.push(at);
    values.push(times);
  }
  indices.push(part.rows.length + (part.placeOfPerson[column.person] as number));
  values.push(1);
}

export function emptyModel(compiled: Compiled, part: RosterPart): ModelData {
  const { rows, people } = part;
  const count = 2 * rows.length + people.length;
  const colCost = new Float64Array(count);
  const starts = new Int32Array(count + 1);
  const indices = new Int32Array(count);
  const values = new Float64Array(count);
  for (const [i, row] of rows.entries()) {
    colCost[i] = compiled.under[row] as number;
    colCost[rows.length + i] = compiled.over[row] as number;
    indices[i] = indices[rows.length + i] = i;
    values[i] = 1;
    values[rows.length + i] = -1;
  }
  for (let i = 0; i < people.length; i++) {
    colCost[2 * rows.length + i] = part.standIn;
    indices[2 * rows.length + i] = rows.length + i;
    values[2 * rows.length + i] = 1;
  }
  for (let i = 0; i <= count; i++) starts[i] = i;
  const limits = Float64Array.from([...part.required, ...people.map(() => 1)]);
  return {
    numCols: count,
    numRows: rows.length + people.length,
    colCost,
    colLower: new Float64Array(count),
    colUpper: new Float64Array(count).fill(infinity),
    rowLower: limits,
    rowUpper: limits,
    matrix: { format: "csc", numRows: rows.length + people.length, numCols: count, starts, indices, values },
  };
}

export interface Choice {
  readonly cost: number;
  readonly columns: readonly Column[];
}

/**
 * Chooses one whole row per free person among the given ones by HiGHS' branch and bound, beginning from `start` (which
 * must be among them); undefined if it finds nothing. `seconds` is Infinity in runs that must repeat, which are held by `nodes` alone.
 */
export function chooseRows(
  host: HighsHost,
  compiled: Compiled,
  part: RosterPart,
  columns: readonly Column[],
  { start, seconds, nodes }: { start?: readonly Column[]; seconds: number; nodes: number },
): Choice | undefined {
  return host.use(emptyModel(compiled, part), (model) => {
    const master = new Master(compiled, part, model);
    master.add(columns);
    const first = 2 * part.rows.length + part.people.length;
    const count = master.columns.length;
    const binary = Int32Array.from({ length: count }, (_, i) => first + i);
    model.changeColsIntegrality({ kind: "set", indices: binary }, new Int32Array(count).fill(1));
    model.options.set({
      mip_abs_gap: 0.99,
      mip_rel_gap: 0,
      mip_max_nodes: nodes,
      mip_heuristic_effort: 0.1,
      ...(Number.isFinite(seconds) ? { time_limit: seconds } : {}),
    });
    if (start) model.setSolution(startOf(compiled, part, master, start, first));
    model.run();
    // Stopped before it had any solution, it has none to give, and to ask for one is an error.
    if (Number(model.info.get("primal_solution_status")) !== feasible) return undefined;
    const { colValue } = model.getSolution();
    const chosen = master.columns.filter((_, i) => (colValue[first + i] as number) > 0.5);
    if (chosen.length !== part.people.length) return undefined;
    return { cost: part.costOf(chosen), columns: chosen };
  });
}

/** The whole solution that taking these rows is. */
function startOf(
  compiled: Compiled,
  part: RosterPart,
  master: Master,
  rows: readonly Column[],
  first: number,
): { colValue: Float64Array } {
  const colValue = new Float64Array(first + master.columns.length);
  const taken = new Set(rows);
  const left = Float64Array.from(part.required);
  for (const [i, column] of master.columns.entries()) {
    if (!taken.has(column)) continue;
    colValue[first + i] = 1;
    eachRow(compiled, column.person, column.cells, (row) => {
      const at = part.placeOfRow[row] as number;
      if (at >= 0) left[at] = (left[at] as number) - 1;
    });
  }
  for (const [i, need] of left.entries()) colValue[need > 0 ? i : part.rows.length + i] = Math.abs(need);
  return { colValue };
}
