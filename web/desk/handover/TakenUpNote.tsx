import { useTranslation } from "react-i18next";
import { isToTakeUp } from "#duty/handover/take-up.ts";
import { Moment } from "../../ui/When.tsx";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";

/** Of a shift that was closed alone: that it waits for whoever comes next, or who has taken it up and when. */
export function TakenUpNote() {
  const { t } = useTranslation();
  const names = useNames();
  const { view, takesUp } = useHandover();
  const { state } = view;
  if (state.phase !== "completed") return null;
  if (state.takenUp)
    return (
      <p className="soft">
        {t("handover:takeUp.done", { name: names.person(state.takenUp.by) })} <Moment at={state.takenUp.at} />
      </p>
    );
  if (!isToTakeUp(state)) return null;
  return <p className="soft">{t(takesUp ? "handover:takeUp.yours" : "handover:takeUp.waiting")}</p>;
}
