import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import { faultKey } from "#duty/handover/handover-owes.ts";
import { acknowledgeFaultBody, reportFaultBody } from "#duty/handover/handover-shapes.ts";
import { acknowledgeFault, reportFault } from "#duty/handover/report-fault.ts";
import { actorsFunctions } from "./authority.ts";
import { reportFaultFacts } from "./handover-facts.ts";
import { mayAnswerFor } from "./ledger-wiring.ts";
import { act, type CommandAct } from "./wiring.ts";

const own = {
  kind: handoverKind,
  mode: "exclusive",
  id: ({ body }: { body: ShiftName }) => shiftId(body),
} as const;

/** What a shift left in disorder, found after it, and who answers for it. */
export const faultActs = {
  "handover.report-fault": act({ ...own, shape: reportFaultBody, facts: reportFaultFacts, decide: reportFault }),
  "handover.acknowledge-fault": act({
    ...own,
    shape: acknowledgeFaultBody,
    facts: (about) => {
      const { state, rule, body } = about;
      const owed = handoverKind.owes(state, rule).find(({ key }) => key === faultKey(body.fault));
      return { functions: actorsFunctions(about, body.post), mayAnswer: mayAnswerFor(owed, about) };
    },
    decide: acknowledgeFault,
  }),
} satisfies Record<string, CommandAct>;
