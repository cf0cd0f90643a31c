import { useTranslation } from "react-i18next";
import { instant } from "#duty/grammar/time.ts";
import { isAwayAtEnd } from "#duty/handover/stand-in.ts";
import { useNow } from "../../ui/server-clock.ts";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";
import { StandInForm } from "./StandInForm.tsx";

/** A superior hands over in the place of the outgoing side (ZB-17). */
export function StandInPart() {
  const { t } = useTranslation();
  const names = useNames();
  const { outgoing } = useHandover();
  return (
    <div className="stack">
      {outgoing && <p>{t("handover:standIn.away", { name: names.person(outgoing) })}</p>}
      <StandInForm />
    </div>
  );
}

/** Whether a superior may hand over in the place of the outgoing side: nobody of it is left, or whoever leads it is away, as the rule asks. */
export function useWantsStandIn(): boolean {
  const { state, outgoing, view } = useHandover();
  const now = useNow(15_000);
  if (state.phase === "completed" || state.signatures.length > 0) return false;
  if (outgoing === undefined) return true;
  return state.standIn === undefined && isAwayAtEnd(state, view.rule, view.facts, instant(now));
}
