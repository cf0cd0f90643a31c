import { useTranslation } from "react-i18next";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** A superior has looked at the closed page, and signs for it. */
export function CountersignDialog({ at, onClose }: { at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <ActDialog
      title={t("log:countersign.title")}
      draft={["countersign", `${at.post}/${at.date}/${at.shift}`]}
      lead={<p className="soft">{t("log:countersign.means")}</p>}
      fields={{ note: { kind: "text", label: t("log:countersign.note") } }}
      signed
      onSend={(send, { note }, proof) => send("log.countersign", { ...at, ...unlessEmpty({ note }) }, proof)}
      onClose={onClose}
    />
  );
}
