import { useTranslation } from "react-i18next";
import { useNow } from "../../ui/server-clock.ts";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";
import { isAwayAtEnd } from "./never-begun.ts";
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

/** Whether a superior hands over in the place of the outgoing side: nobody of it is left, or whoever leads it is away though the shift is over. */
export function useWantsStandIn(): boolean {
  const { site } = useDeskPlace();
  const { state, outgoing, at } = useHandover();
  const { on } = useAttendanceAt(site, at.post);
  const now = useNow(15_000);
  if (state.phase === "completed" || state.signatures.length > 0) return false;
  if (outgoing === undefined) return true;
  return state.standIn === undefined && isAwayAtEnd(on, { outgoing, at, endsAt: state.occurrence.endsAt, now });
}
