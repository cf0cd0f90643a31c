import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import { derivedId } from "#duty/grammar/derived-id.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { callsAbout, type ReportFaultFacts, whoseShift } from "./report-fault.ts";

export interface FindKitFaultBody extends ShiftName {
  readonly item: string;
  readonly missing: number;
  readonly damaged: number;
  /** Who counted it. */
  readonly by?: PersonId | undefined;
}

/**
 * Follows a count by whoever takes up what was closed alone: what it finds wanting is a fault of a shift that has left, told at once like every other that
 * somebody reports (GPH-07, SLH-11). What a matter of the post follows already is known, and the same count tells nothing twice.
 */
export const findKitFault: Decide<
  Handover,
  FindKitFaultBody,
  HandoverRule,
  ReportFaultFacts,
  HandoverEntry | ObligationEntry
> = ({ state, body, rule, facts, circumstances }) => {
  const { item, missing, damaged, by } = body;
  const fault = derivedId(`${shiftId(body)}/${item}/${missing}/${damaged}`);
  const known = state.phase === "unknown" || state.faults.some(({ key }) => key === fault);
  if (!rule.foundAfterwards || known || facts.matters.some((each) => each.item === item)) return enter();
  const finder = by === undefined ? {} : { by };
  return enter<HandoverEntry | ObligationEntry>(
    {
      type: "handover.kit-fault-found",
      body: { fault, item, missing, damaged, ...finder, of: [...whoseShift(state, facts)] },
    },
    ...callsAbout(fault, rule, circumstances.now),
  );
};
