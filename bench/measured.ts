/** One measured figure. `reference` is what was measured beside it in the same run; `ratio` is value over reference where more is better, and the other way round where less is. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly reference?: number;
  readonly ratio?: number;
}

export interface BenchResult {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** Names of the figures that should be here and could not be measured. */
  readonly unmeasured?: readonly string[];
}

/** How large something is measured, where somebody wishes it otherwise than usual. */
export interface BenchScale {
  /** Things that lie behind what is measured. */
  readonly past?: number;
}

export type Bench = (say: (line: string) => void, scale?: BenchScale) => Promise<BenchResult>;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
