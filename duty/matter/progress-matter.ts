import type { Decide } from "#duty/grammar/act.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { Matter } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry, ProgressMatterBody, SettleMatterBody } from "./matter-shapes.ts";

export interface OnDutyFacts {
  readonly onDuty: boolean;
}

/** What has been done about a matter so far. */
export const progressMatter: Decide<Matter, ProgressMatterBody, MatterRule, OnDutyFacts, MatterEntry> = (about) =>
  notTheirs(about.state, about.rule, about.facts) ??
  enter({ type: "matter.progressed", body: { note: secret("free-text", about.body.note) } });

/** A matter is done with; the outcome is told. */
export const settleMatter: Decide<Matter, SettleMatterBody, MatterRule, OnDutyFacts, MatterEntry> = (about) =>
  notTheirs(about.state, about.rule, about.facts) ??
  enter({ type: "matter.settled", body: { outcome: secret("free-text", about.body.outcome) } });

function notTheirs(matter: Matter, rule: MatterRule, facts: OnDutyFacts): { refusal: Refusal } | undefined {
  if (matter.phase === "unknown") return refuse("matter.unknown", ["ZB-08"]);
  if (matter.phase === "settled") return refuse("matter.settled-already", ["ZB-04"]);
  if (rule.onDuty?.required && !facts.onDuty) return refuse("matter.not-on-duty", rule.onDuty.cites);
  return undefined;
}
