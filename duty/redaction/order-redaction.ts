import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { Redaction } from "./redaction.ts";
import type { OrderBody, RedactionEntry } from "./redaction-shapes.ts";

export interface OrderFacts {
  readonly authorised: boolean;
}

/** The words go, the entry stays: an administrator orders it, and the reason is entered (ZB-04). */
export const orderRedaction: Decide<Redaction, OrderBody, unknown, OrderFacts, RedactionEntry> = ({ body, facts }) => {
  if (!facts.authorised) return refuse("redaction.not-entitled", ["ZB-04", "ZB-10"]);
  const erases = [...new Set(body.erases)].sort();
  return enter({ type: "redaction.ordered", body: { erases, reason: secret("free-text", body.reason) } });
};
