import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import type { ShiftId } from "../site/shift-id.ts";

/** What the relief found once the shift before had left, with photos; whoever the regulation names is called at once. */
export function ReportFaultDialog({ at, onClose }: { at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <ActDialog
      title={t("handover:faults.report")}
      go={t("handover:faults.go")}
      draft={["fault", shiftId(at)]}
      fields={{
        text: { kind: "text", label: t("handover:faults.text"), required: t("handover:faults.textFirst") },
        photos: { kind: "photos" },
      }}
      onSend={(send, { text, photos }) => send("handover.report-fault", { ...at, text, photos: [...photos] })}
      onClose={onClose}
    />
  );
}
