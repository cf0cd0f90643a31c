import { useTranslation } from "react-i18next";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import type { ShiftId } from "../site/shift-id.ts";

interface Props {
  readonly open: boolean;
  readonly at: ShiftId;
  readonly line: string;
  readonly text: string;
  readonly onClose: () => void;
}

/** A correction follows the line; the line stays as it was written. */
export function CorrectDialog({ open, at, line, text, onClose }: Props) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [corrected, change, drop] = useDraft(`correct/${acting.person}/${line}`, "");
  const { send, busy, problem } = useSend();
  const correct = async () => {
    if (!(await send("log.correct-line", { ...at, line, text: corrected.trim() }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("log:correct.title")}
      act={t("log:correct.go")}
      busy={busy}
      why={corrected.trim() === "" ? [t("log:correct.textFirst")] : []}
      onAct={correct}
      onClose={onClose}
    >
      <blockquote className="wrap original">{text}</blockquote>
      <TextField label={t("log:correct.text")} note={t("log:correct.note")} value={corrected} onChange={change} />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
