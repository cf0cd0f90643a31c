import { createContext, useContext } from "react";
import type { Refusal } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { instant } from "#duty/grammar/time.ts";
import { sidesOf, type WorkDone, workDone } from "#duty/handover/done-by.ts";
import type { Handover, Preparation, Side } from "#duty/handover/handover.ts";
import { alreadySigned, incomingOf, outgoingOf, sideOf } from "#duty/handover/handover-parties.ts";
import { hindrances } from "#duty/handover/hindrances.ts";
import { formToTakeUp, mayTakeUp } from "#duty/handover/take-up.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** A hand-over that has begun, as every part of its screen sees it. */
export interface HandoverDesk {
  readonly view: HandoverAnswer;
  readonly at: ShiftId;
  readonly state: Exclude<Handover, { phase: "unknown" }>;
  readonly outgoing: PersonId | undefined;
  readonly relief: PersonId | undefined;
  /** Whether the acting person takes up what was closed alone: `state` is the form that they go through. */
  readonly takesUp: boolean;
  /** The side that the acting person speaks for. */
  readonly side: Side | undefined;
  /** What those who sign, or would, have done of what is asked. */
  readonly work: WorkDone;
  /** Nothing that is signed moves any more, until it is reopened. */
  readonly fixed: boolean;
}

export function handoverDesk(view: HandoverAnswer, at: ShiftId, acting: PersonId): HandoverDesk | undefined {
  const { state, facts } = view;
  if (state.phase === "unknown") return undefined;
  const form = mayTakeUp(state, facts, acting) ? formToTakeUp(state, facts, acting) : undefined;
  if (form) return takingUp(form, view, at, acting);
  const side = sideOf(state, facts, acting);
  const fixed = state.phase === "completed" || alreadySigned(state) !== undefined;
  return {
    view,
    at,
    state,
    outgoing: state.phase === "completed" ? state.outgoing : outgoingOf(state, facts),
    relief: state.phase === "completed" ? (state.incoming ?? state.takenUp?.by) : incomingOf(state, facts),
    takesUp: false,
    side,
    work: workDone(state, fixed || side === undefined ? sidesOf(state, facts) : sidesOf(state, facts, side, acting)),
    fixed,
  };
}

/** The form of a shift that was closed alone, as whoever takes it up goes through it. */
function takingUp(
  state: Extract<Handover, { phase: "prepared" }>,
  view: HandoverAnswer,
  at: ShiftId,
  relief: PersonId,
): HandoverDesk {
  const outgoing = view.state.phase === "completed" ? view.state.outgoing : undefined;
  const work = workDone(state, sidesOf(state, view.facts, "incoming", relief));
  const fixed = state.signatures.some(({ side }) => side === "incoming");
  return { view, at, state, outgoing, relief, takesUp: true, side: "incoming", work, fixed };
}

export function preparationOf({ state }: HandoverDesk): Preparation | undefined {
  return state.preparation;
}

/** Asks the rule itself what stands between a side and its signature. */
export function whatHinders(
  { view, takesUp, relief }: HandoverDesk,
  side: Side,
  now: number,
  lateReason: boolean,
): readonly Refusal[] {
  const { state, rule, facts } = view;
  const signer = takesUp ? relief : undefined;
  return hindrances({ state, rule, facts, side, signer, now: instant(now), lateReason });
}

export const HandoverContext = createContext<HandoverDesk | undefined>(undefined);

export function useHandover(): HandoverDesk {
  const desk = useContext(HandoverContext);
  if (!desk) throw new Error("a part of a hand-over was drawn outside it");
  return desk;
}
