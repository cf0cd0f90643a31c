import { useTranslation } from "react-i18next";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useSend } from "../door/use-send.ts";
import { useDeskPlace } from "../shell/acting.ts";

type MatterAct = "progress" | "settle" | "release";

/** An act on a matter that needs a few words: how far it is, what came of it, or why it may pass. */
export function MatterDialog({
  act,
  id,
  post,
  onClose,
}: {
  act: MatterAct;
  id: string;
  post: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [text, change, drop] = useDraft(`matter-${act}/${acting.person}/${id}`, "");
  const { send, busy, problem } = useSend();
  const matter = id.split("/").at(-1) ?? "";
  const sends = {
    progress: (note: string) => send("matter.progress", { post, matter, note }),
    settle: (outcome: string) => send("matter.settle", { post, matter, outcome }),
    release: (reason: string) => send("matter.release", { post, matter, reason }),
  } satisfies Record<MatterAct, unknown>;
  const go = async () => {
    if (!(await sends[act](text.trim()))) return;
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
