import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { workDone } from "./done-by.ts";
import type { Handover } from "./handover.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { formTakenOver } from "./take-up.ts";

/** The relief has read the records of the shift, as they stood at the cut-off, and asked about them (SLH-02). */
export const readRecords: Decide<Handover, ShiftName, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  rule,
  facts,
  circumstances,
}) => {
  const reader = personOf(circumstances.actor);
  const form = formTakenOver({ state, rule, facts, actor: reader });
  if ("refusal" in form) return form;
  if (workDone(form, { outgoing: undefined, incoming: reader }).recordsRead) return enter();
  return enter({ type: "handover.records-read", body: { page: form.preparation.page } });
};
