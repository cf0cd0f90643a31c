import { useTranslation } from "react-i18next";
import { ActDialog } from "../act/ActDialog.tsx";
import type { AskedFields } from "../act/asked-fields.ts";

interface Props {
  readonly act: "progress" | "settle" | "release";
  /** `<post>/<uuid>` */
  readonly id: string;
  readonly post: string;
  readonly onClose: () => void;
}

/** An act on a matter that needs a few words: how far it is, what came of it, or why it may pass. */
export function MatterDialog({ act, id, post, onClose }: Props) {
  const { t } = useTranslation();
  const about = { post, matter: id.split("/").at(-1) ?? "" };
  const fields = {
    words: { kind: "text", label: t(`matter:${act}.text`), required: t(`matter:${act}.textFirst`) },
  } as const satisfies AskedFields;
  return (
    <ActDialog
      title={t(`matter:${act}.title`)}
      go={t(`matter:${act}.go`)}
      draft={[`matter-${act}`, id]}
      fields={fields}
      onSend={(send, { words }) => {
        switch (act) {
          case "progress":
            return send("matter.progress", { ...about, note: words });
          case "settle":
            return send("matter.settle", { ...about, outcome: words });
          case "release":
            return send("matter.release", { ...about, reason: words });
        }
      }}
      onClose={onClose}
    />
  );
}
