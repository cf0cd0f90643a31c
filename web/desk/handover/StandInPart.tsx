import { useTranslation } from "react-i18next";
import { instant } from "#duty/grammar/time.ts";
import { mayStandIn, wantsStandIn } from "#duty/handover/stand-in.ts";
import { useNow } from "../../ui/server-clock.ts";
import { functionsHeldAt, useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";
import { StandInForm } from "./StandInForm.tsx";

/** A superior hands over in the place of the outgoing side (ZB-17). */
export function StandInPart() {
  const { t } = useTranslation();
  const names = useNames();
  const { outgoing, state } = useHandover();
  const why = outgoing === state.standIn ? "handover:standIn.unsigned" : "handover:standIn.away";
  return (
    <div className="stack">
      {outgoing && <p>{t(why, { name: names.person(outgoing) })}</p>}
      <StandInForm />
    </div>
  );
}

/**
 * Whether a superior may hand over in the place of the outgoing side, as the rule asks. Where another one does already, only whoever could go on
 * instead of them sees it.
 */
export function useWantsStandIn(): boolean {
  const { site, acting } = useDeskPlace();
  const { state, outgoing, view, at } = useHandover();
  const now = useNow(15_000);
  if (state.phase === "completed" || !wantsStandIn(state, view.rule, view.facts, instant(now))) return false;
  if (outgoing === undefined || outgoing !== state.standIn) return true;
  return outgoing !== acting.person && mayStandIn(view.rule, functionsHeldAt(acting, { site, post: at.post }));
}
