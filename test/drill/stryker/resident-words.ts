/** A mutant that is to be asked about. */
export interface AskedMutant {
  readonly mutant: string;
  readonly hitLimit: number | undefined;
  /** Files of tests, those first that cost least. */
  readonly files: readonly string[];
  /** What the full name of a test must match, as a regular expression. */
  readonly names: string;
}

/** What became of it. */
export interface JudgedMutant {
  /** How many tests ran. */
  readonly tests: number;
  readonly hitCount: number;
  readonly killed?: { readonly file: string; readonly test: string; readonly message: string };
  /** Why a file of tests could not be loaded, or a part of it not be run. */
  readonly broken?: string;
}

/** The runner of the resident, and the file that it is handed in place of tests. */
export const LOOP = "test/drill/stryker/resident-loop.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the resident asks which mutant is next. */
    residentSocket: string;
  }
}
