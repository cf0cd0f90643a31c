import { useTranslation } from "react-i18next";
import { useListed } from "../../ui/listed.ts";
import { useNow } from "../../ui/server-clock.ts";
import { TextField } from "../../ui/TextField.tsx";
import { asksWhyLate } from "./asks-why-late.ts";
import { useHandover } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";

const sides = ["outgoing", "incoming"] as const;

/** Asked only where the regulation wants it: the shift is over by more than the grace. */
export function LateReasonField() {
  const { t } = useTranslation();
  const listed = useListed();
  const now = useNow(15_000);
  const desk = useHandover();
  const [reason, change] = useLateReason();
  const { punctual } = desk.view.rule;
  // Both may sign at one desk: whoever is asked finds the field, whoever acts.
  if (!punctual || !sides.some((side) => asksWhyLate(desk, side, now))) return null;
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
