import type { Kind } from "#duty/grammar/kind.ts";
import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "./handover.ts";
import { evolveHandover } from "./handover-evolve.ts";
import { completeKey, handoverOwes, takeUpKey } from "./handover-owes.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

/** How the stream of a hand-over lives. */
export const handoverKind: Kind<Handover, HandoverEntry, HandoverRule> = {
  noun: "handover",
  begin: () => ({ phase: "unknown" }),
  evolve: evolveHandover,
  owes: handoverOwes,
  beforeMissing: (id, key) => {
    if (key === completeKey) return { act: "handover.await-relief", body: shiftNamed(id) };
    return key === takeUpKey ? { act: "handover.put-off-take-up", body: shiftNamed(id) } : undefined;
  },
  under: (handover) => (handover.phase === "unknown" ? undefined : handover.occurrence.under),
};
