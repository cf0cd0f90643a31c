import type { RuleId } from "./decision.ts";

/** An edition in force at a post that somebody has not confirmed yet, and the rules that want it confirmed by whoever stands there. */
export interface Unconfirmed {
  readonly regulation: string;
  readonly hash: string;
  readonly rules: readonly RuleId[];
  /** Minutes within which whoever stands in where nobody is confirms it afterwards; undefined: before they come. */
  readonly standInMinutes?: number | undefined;
}
