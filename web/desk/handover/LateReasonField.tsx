import { useTranslation } from "react-i18next";
import { instant } from "#duty/grammar/time.ts";
import { wantsLateReason } from "#duty/handover/late-side.ts";
import { useListed } from "../../ui/listed.ts";
import { useNow } from "../../ui/server-clock.ts";
import { TextField } from "../../ui/TextField.tsx";
import { useHandover } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";

const sides = ["outgoing", "incoming"] as const;

/** Asked only where the regulation wants it: the shift is over by more than the grace. */
export function LateReasonField() {
  const { t } = useTranslation();
  const listed = useListed();
  const now = useNow(15_000);
  const { state, view, takesUp } = useHandover();
  const [reason, change] = useLateReason();
  const { punctual } = view.rule;
  if (state.phase !== "prepared" || takesUp || !punctual) return null;
  // Both may sign at one desk: whoever is asked finds the field, whoever acts.
  const isAsked = sides.some((side) =>
    wantsLateReason({ state, rule: view.rule, facts: view.facts, now: instant(now) }, side),
  );
  if (!isAsked) return null;
  return (
    <div id="late" tabIndex={-1} className="late">
      <TextField
        label={t("handover:late.label")}
        note={t("handover:late.note", { rules: listed(punctual.cites) })}
        rows={1}
        value={reason}
        onChange={change}
      />
    </div>
  );
}
