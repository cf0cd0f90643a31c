import { useTranslation } from "react-i18next";
import { Choices } from "../../ui/Choices.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import type { ShiftId } from "../site/shift-id.ts";
import { useSite } from "../site/site-query.ts";

const empty = { to: "", record: "" };

/** Changing posts inside a shift: the work record of the old post is written before one goes. */
export function MoveDialog({ open, at, onClose }: { open: boolean; at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { posts } = useSite(site);
  const [draft, change, drop] = useDraft(`move/${acting.person}/${at.post}/${at.date}/${at.shift}`, empty);
  const { send, busy, problem } = useSend();
  const move = async () => {
    const record = draft.record.trim();
    if (!(await send("attendance.move", { ...at, to: draft.to, ...(record === "" ? {} : { record }) }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("attendance:move.title")}
      act={t("attendance:move.go")}
      busy={busy}
      why={draft.to === "" ? [t("attendance:move.whereFirst")] : []}
      onAct={move}
      onClose={onClose}
    >
      <Choices
        label={t("attendance:move.to")}
        options={posts.filter(({ key }) => key !== at.post)}
        chosen={draft.to}
        onChoose={(to) => change({ ...draft, to })}
      />
      <TextField
        label={t("attendance:move.record")}
        note={t("attendance:move.recordNote")}
        value={draft.record}
        onChange={(record) => change({ ...draft, record })}
      />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
