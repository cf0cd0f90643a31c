import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type AwaitReliefBody, awaitRelief } from "#duty/handover/await-relief.ts";
import { type EndTakeUpBody, endTakeUp, putOffTakeUp } from "#duty/handover/end-take-up.ts";
import { completeKey } from "#duty/handover/handover-owes.ts";
import { handoverFacts } from "./handover-facts.ts";
import { ofHandover } from "./handover-wiring.ts";
import { known } from "./questions.ts";
import { whoCouldTakeUp } from "./rest-facts.ts";
import { act, type CommandAct } from "./wiring.ts";

/** What a hand-over waits for by itself: it follows from the clock, or from what others do, and nobody sends it. */
export const waitingActs = {
  "handover.end-take-up": act({
    ...ofHandover,
    id: ({ body }: { body: ShiftName & EndTakeUpBody }) => shiftId(body),
    facts: () => ({}),
    decide: endTakeUp,
  }),
  "handover.await-relief": act({
    ...ofHandover,
    id: ({ body }: { body: ShiftName & AwaitReliefBody }) => shiftId(body),
    facts: ({ escalations, ...about }) => ({
      ...handoverFacts(about),
      missed: known(escalations[completeKey]?.missedAt !== undefined),
    }),
    decide: awaitRelief,
  }),
  "handover.put-off-take-up": act({ ...ofHandover, facts: whoCouldTakeUp, decide: putOffTakeUp }),
} satisfies Record<string, CommandAct>;
