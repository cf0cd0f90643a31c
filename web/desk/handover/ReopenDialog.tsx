import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { useHandover } from "./handover-desk.ts";

/** Takes a prepared hand-over back; the signatures given so far are void, and that is said before. */
export function ReopenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { at, state } = useHandover();
  return (
    <ActDialog
      title={t("handover:reopen.title")}
      go={t("handover:reopen.go")}
      draft={["reopen", shiftId(at)]}
      lead={<p>{t("handover:reopen.note", { count: state.signatures.length })}</p>}
      fields={{
        reason: { kind: "text", label: t("handover:reopen.reason"), required: t("handover:reopen.reasonFirst") },
      }}
      onSend={(send, { reason }) => send("handover.reopen", { ...at, reason })}
      onClose={onClose}
    />
  );
}
