import { useTranslation } from "react-i18next";
import type { Head } from "#duty/grammar/entry.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { TextField } from "../../ui/TextField.tsx";
import { SignatureDialog } from "../act/SignatureDialog.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useOwnDraft } from "../door/own-draft.ts";
import type { ShiftId } from "../site/shift-id.ts";

interface Props {
  readonly at: ShiftId;
  /** The page as it stands on the screen. */
  readonly seen: Head;
  readonly onClose: () => void;
}

/** A superior has looked at the closed page, and signs for it. */
export function CountersignDialog({ at, seen, onClose }: Props) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [note, change, drop] = useOwnDraft("countersign", shiftId(at), "");
  return (
    <SignatureDialog
      act="log.countersign"
      title={t("log:countersign.title")}
      signer={acting}
      seen={seen}
      body={() => ({ ...at, ...(note.trim() === "" ? {} : { note: note.trim() }) })}
      onSigned={() => {
        drop();
        onClose();
      }}
      onClose={onClose}
    >
      {(marked) => (
        <>
          <TextField label={t("log:countersign.note")} value={note} wrong={marked === "note"} onChange={change} />
          <p className="soft">{t("log:countersign.means")}</p>
        </>
      )}
    </SignatureDialog>
  );
}
