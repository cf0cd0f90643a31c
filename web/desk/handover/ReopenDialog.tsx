import { useTranslation } from "react-i18next";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useHandover } from "./handover-desk.ts";

/** Takes a prepared hand-over back; the signatures given so far are void, and that is said before. */
export function ReopenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const { at, state } = useHandover();
  const [reason, change, drop] = useDraft(`reopen/${acting.person}/${at.post}/${at.date}/${at.shift}`, "");
  const { send, busy, problem } = useSend();
  const reopen = async () => {
    if (!(await send("handover.reopen", { ...at, reason: reason.trim() }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("handover:reopen.title")}
      act={t("handover:reopen.go")}
      busy={busy}
      why={reason.trim() === "" ? [t("handover:reopen.reasonFirst")] : []}
      onAct={reopen}
      onClose={onClose}
    >
      <p>{t("handover:reopen.note", { count: state.signatures.length })}</p>
      <TextField label={t("handover:reopen.reason")} value={reason} onChange={change} />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
