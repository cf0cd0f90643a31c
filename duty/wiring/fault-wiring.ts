import { handoverKind } from "#duty/handover/handover-kind.ts";
import { faultKey } from "#duty/handover/handover-owes.ts";
import { acknowledgeFaultBody, reportFaultBody } from "#duty/handover/handover-shapes.ts";
import { acknowledgeFault, reportFault } from "#duty/handover/report-fault.ts";
import { actorsFunctions } from "./authority.ts";
import { reportFaultFacts } from "./fault-facts.ts";
import { ofHandover } from "./handover-wiring.ts";
import { isAboutOthers } from "./ledger-wiring.ts";
import { act, type CommandAct } from "./wiring.ts";

/** What a shift left in disorder, found after it, and who answers for it. */
export const faultActs = {
  "handover.report-fault": act({ ...ofHandover, shape: reportFaultBody, facts: reportFaultFacts, decide: reportFault }),
  "handover.acknowledge-fault": act({
    ...ofHandover,
    shape: acknowledgeFaultBody,
    facts: (about) => {
      const { state, rule, body } = about;
      const owed = handoverKind.owes(state, rule).find(({ key }) => key === faultKey(body.fault));
      return { functions: actorsFunctions(about, body.post), isAboutOthers: isAboutOthers(owed, about) };
    },
    decide: acknowledgeFault,
  }),
} satisfies Record<string, CommandAct>;
