import type { LedgerLine } from "#duty/grammar/question.ts";
import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { formsAsked } from "#duty/handover/forms-asked.ts";
import { wantsTakeUpReason } from "#duty/handover/late-side.ts";
import { formToTakeUp, mayTakeUp } from "#duty/handover/take-up.ts";
import { type Forms, handoverSeen } from "./handover-seen.ts";
import type { Saying, Sight } from "./meeting.ts";
import { whatIsLeft } from "./what-is-left.ts";

/** Whoever comes after a shift that was closed alone reads, counts, takes and signs it. */
export function* takeUp(sight: Sight, { stream }: LedgerLine, say: Saying): Forms {
  const at = { sight, stream, shift: shiftNamed(stream.id), say };
  const { state, rule, facts } = handoverSeen(at);
  const who = facts.successors.find(({ person }) => mayTakeUp(state, facts, person))?.person;
  const form = formToTakeUp(state, facts, who);
  if (who === undefined || !form) return;
  yield* whatIsLeft(at, form);
  const isLate = wantsTakeUpReason({ state, rule, facts, now: sight.now }, who);
  const late = isLate ? { lateReason: say("lateReasons") } : {};
  const forms = formsAsked(rule).map(({ form: asked }) => asked);
  yield { who, act: "handover.sign", body: { ...at.shift, forms, ...late }, seen: stream };
}
