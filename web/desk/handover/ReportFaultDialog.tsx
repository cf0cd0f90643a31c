import { useTranslation } from "react-i18next";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { PhotoPicker } from "../photo/PhotoPicker.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useHandover } from "./handover-desk.ts";

const empty = { text: "", photos: [] as readonly string[] };

/** What the relief found once the shift before had left, with photos; whoever the regulation names is called at once. */
export function ReportFaultDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const { at } = useHandover();
  const [draft, change, drop] = useDraft(`fault/${acting.person}/${at.post}/${at.date}/${at.shift}`, empty);
  const { send, busy, problem } = useSend();
  const report = async () => {
    if (!(await send("handover.report-fault", { ...at, text: draft.text.trim(), photos: draft.photos }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("handover:faults.report")}
      act={t("handover:faults.go")}
      busy={busy}
      why={draft.text.trim() === "" ? [t("handover:faults.textFirst")] : []}
      onAct={report}
      onClose={onClose}
    >
      <TextField label={t("handover:faults.text")} value={draft.text} onChange={(text) => change({ ...draft, text })} />
      <PhotoPicker photos={draft.photos} onChange={(photos) => change({ ...draft, photos })} />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
