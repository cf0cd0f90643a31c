import { isOnDuty, notIncoming } from "#duty/handover/handover-parties.ts";
import { useDeskPlace } from "../door/acting.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useHandover } from "./handover-desk.ts";

/** Whoever stands here for the next shift and is not the relief that was named is told so, by the rule itself. */
export function NotTheReliefNote() {
  const { acting } = useDeskPlace();
  const { state, view, side } = useHandover();
  const onDuty = view.facts.successors.some(isOnDuty(acting.person));
  if (state.phase !== "prepared" || side !== undefined || !onDuty) return null;
  const refused = notIncoming(state, view.facts, acting.person, view.rule);
  return refused ? <RefusalNote problem={refused.refusal} /> : null;
}
