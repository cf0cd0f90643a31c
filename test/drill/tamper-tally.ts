import type { Verification } from "#server/verify/verification.ts";
import type { DrillResult } from "./drill-result.ts";

type Said = Pick<Verification, "outcome" | "sites">;

/** Counts what `verify` said of journals before they were tampered with, and afterwards. */
export class TamperTally {
  readonly counts = { found: 0, missed: 0, untouched: 0, "false alarms": 0, "not provable": 0, "passed over": 0 };
  readonly failures: string[] = [];

  /** Nobody has touched it yet: it must be whole. */
  untouched(said: Said, what: string): void {
    if (said.outcome === "whole") this.counts.untouched += 1;
    else this.#fail("false alarms", `${what}: ${JSON.stringify(said).slice(0, 400)}`);
  }

  /** Somebody has tampered with it: that must be found. */
  attacked({ outcome }: Said, what: string): void {
    if (outcome === "faulty") this.counts.found += 1;
    else this.#fail("missed", what);
  }

  /** What nobody had sealed or witnessed is cut off: that cannot be found, and must be said. */
  cut({ outcome, sites }: Said, what: string): void {
    const isSaid = sites[0]?.limits.some(({ code }) => code === "tail-unsealed") ?? false;
    if (outcome === "whole" && isSaid) this.counts["not provable"] += 1;
    else this.#fail("passed over", `${what}: ${outcome}`);
  }

  /** Of so many attacks, each in a journal that was whole before; and of so many cuts. */
  result(runs: number, cuts: number): DrillResult {
    const { found, untouched, "not provable": notProvable } = this.counts;
    const passed = this.failures.length === 0 && found === runs && untouched === runs && notProvable === cuts;
    return { name: "tamper", passed, counts: this.counts, failures: this.failures };
  }

  #fail(count: "missed" | "false alarms" | "passed over", what: string): void {
    this.counts[count] += 1;
    this.failures.push(what);
  }
}
