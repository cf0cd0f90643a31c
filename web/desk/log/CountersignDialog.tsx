import { useTranslation } from "react-i18next";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import type { ShiftId } from "../site/shift-id.ts";

/** A superior has looked at the closed page. */
export function CountersignDialog({ open, at, onClose }: { open: boolean; at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [note, change, drop] = useDraft(`countersign/${acting.person}/${at.post}/${at.date}/${at.shift}`, "");
  const { send, busy, problem } = useSend();
  const countersign = async () => {
    const remark = note.trim();
    if (!(await send("log.countersign", { ...at, ...(remark === "" ? {} : { note: remark }) }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("log:countersign.title")}
      act={t("log:countersign.go")}
      busy={busy}
      onAct={countersign}
      onClose={onClose}
    >
      <TextField label={t("log:countersign.note")} value={note} onChange={change} />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
