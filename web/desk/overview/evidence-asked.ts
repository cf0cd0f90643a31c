import type { DueOutcome } from "#duty/ledger/outcome.ts";

/** Which figure somebody wants the evidence of. */
export interface EvidenceAsked {
  readonly day: string;
  readonly rule?: string;
  readonly post?: string;
  readonly outcome?: DueOutcome;
}
