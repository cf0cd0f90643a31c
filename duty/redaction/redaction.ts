import type { Kind } from "#duty/grammar/kind.ts";
import type { RedactionEntry } from "./redaction-shapes.ts";

/**
 * One order to erase: commitments of texts and hashes of photos that are to go. The server takes their bytes away in the same transaction.
 * What it erased stays erased; what was proven by commitment and hash stays proven.
 */
export type Redaction = { readonly phase: "none" } | { readonly phase: "ordered"; readonly erases: readonly string[] };

export const redactionKind: Kind<Redaction, RedactionEntry, unknown> = {
  noun: "redaction",
  begin: () => ({ phase: "none" }),
  evolve: (_, { body }) => ({ phase: "ordered", erases: body.erases }),
  owes: () => [],
  under: () => undefined,
};
