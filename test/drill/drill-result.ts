/** What a drill is run with. `short` is the form for every change; the long one is for the night. */
export interface DrillOptions {
  readonly short: boolean;
  readonly seed: number;
  /** How many steps random lives take, where it is said; floors are in proportion. */
  readonly steps?: number | undefined;
}

/** What a drill found out. `failures` name the seed of each run that went wrong. */
export interface DrillResult {
  readonly name: string;
  readonly passed: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly failures?: readonly string[];
}

export type Drill = (options: DrillOptions) => Promise<DrillResult>;
