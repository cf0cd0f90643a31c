import { useTranslation } from "react-i18next";
import { ActDialog } from "../act/ActDialog.tsx";
import type { ShiftId } from "../site/shift-id.ts";

interface Props {
  readonly at: ShiftId;
  readonly line: string;
  readonly text: string;
  readonly onClose: () => void;
}

/** A correction follows the line; the line stays as it was written. */
export function CorrectDialog({ at, line, text, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <ActDialog
      title={t("log:correct.title")}
      go={t("log:correct.go")}
      draft={["correct", line]}
      lead={<blockquote className="wrap original">{text}</blockquote>}
      fields={{
        corrected: {
          kind: "text",
          label: t("log:correct.text"),
          note: t("log:correct.note"),
          required: t("log:correct.textFirst"),
        },
      }}
      onSend={(send, { corrected }) => send("log.correct-line", { ...at, line, text: corrected })}
      onClose={onClose}
    />
  );
}
