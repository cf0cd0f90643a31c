import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useOwnDraft } from "../door/own-draft.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useHandover } from "./handover-desk.ts";

/** One more thing to be told face to face; what was begun stands open, after a reload too. */
export function RaiseProblem() {
  const { t } = useTranslation();
  const { at } = useHandover();
  const [text, change, drop] = useOwnDraft("problem", shiftId(at), "");
  const [open, setOpen] = useState(text !== "");
  const { send, busy, problem } = useSend();
  if (!open)
    return (
      <div className="raise">
        <Button type="link" onClick={() => setOpen(true)}>
          {t("handover:problems.text")}
        </Button>
      </div>
    );
  return (
    <div className="panel-foot stack">
      <TextField label={t("handover:problems.text")} rows={1} value={text} onChange={change} />
      <ActButton
        busy={busy}
        why={text.trim() === "" ? [t("handover:problems.textFirst")] : []}
        onAct={async () => {
          if (!(await send("handover.raise-problem", { ...at, text: text.trim() }))) return;
          drop();
          setOpen(false);
        }}
      >
        {t("handover:problems.raise")}
      </ActButton>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}
