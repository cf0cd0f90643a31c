import type { Questions } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type FindKitFaultBody, findKitFault } from "#duty/handover/find-kit-fault.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import { acknowledgeFaultBody, reportFaultBody } from "#duty/handover/handover-shapes.ts";
import { type AcknowledgeFaultFacts, acknowledgeFault, reportFault } from "#duty/handover/report-fault.ts";
import { actorsFunctions } from "./authority.ts";
import { reportFaultFacts } from "./fault-facts.ts";
import { ofHandover } from "./handover-wiring.ts";
import { aboutActor } from "./ledger-wiring.ts";
import { type About, act, asksOf, type CommandAct } from "./wiring.ts";

/** What a shift left in disorder, found after it, and who answers for it. */
export const faultActs = {
  "handover.report-fault": act({
    ...ofHandover,
    shape: reportFaultBody,
    waits: "by-proof",
    facts: reportFaultFacts,
    decide: reportFault,
  }),
  "handover.find-kit-fault": act({
    ...ofHandover,
    id: ({ body }: { body: FindKitFaultBody }) => shiftId(body),
    facts: reportFaultFacts,
    decide: findKitFault,
  }),
  "handover.acknowledge-fault": act({
    ...ofHandover,
    shape: acknowledgeFaultBody,
    waits: "for-author",
    facts: whoAcknowledges,
    decide: acknowledgeFault,
  }),
} satisfies Record<string, CommandAct>;

export const faultAsks = {
  /** Which faults of a shift somebody may answer for rests on who they are there, and on whom each is about. */
  "handover.faults": asksOf({
    kind: handoverKind,
    id: ({ body }: { body: ShiftName }) => shiftId(body),
    facts: whoAcknowledges,
  }),
};

function whoAcknowledges(about: About<ShiftName, Handover, HandoverRule>): Questions<AcknowledgeFaultFacts> {
  const owed = handoverKind.owes(about.state, about.rule);
  return { functions: actorsFunctions(about, about.body.post), aboutThem: aboutActor(owed, about) };
}
