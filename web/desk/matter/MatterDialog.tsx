import { useTranslation } from "react-i18next";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";

const fields = { progress: "note", settle: "outcome", release: "reason" } as const;

/** An act on a matter that needs a few words: how far it is, what came of it, or why it may pass. */
export function MatterDialog({
  act,
  id,
  post,
  onClose,
}: {
  act: keyof typeof fields;
  id: string;
  post: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [text, change, drop] = useDraft(`matter-${act}/${acting.person}/${id}`, "");
  const { send, busy, problem } = useSend();
  const go = async () => {
    const matter = id.split("/").at(-1);
    if (!(await send(`matter.${act}`, { post, matter, [fields[act]]: text.trim() }))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open
      title={t(`matter:${act}.title`)}
      act={t(`matter:${act}.go`)}
      busy={busy}
      why={text.trim() === "" ? [t(`matter:${act}.textFirst`)] : []}
      onAct={go}
      onClose={onClose}
    >
      <TextField label={t(`matter:${act}.text`)} value={text} onChange={change} />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
