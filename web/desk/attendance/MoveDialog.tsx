import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import { useDeskPlace } from "../door/acting.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { useSite } from "../site/site-query.ts";

/** Changing posts inside a shift: the work record of the old post is written before one goes. */
export function MoveDialog({ at, onClose }: { at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  const { site } = useDeskPlace();
  const { posts } = useSite(site);
  return (
    <ActDialog
      title={t("attendance:move.title")}
      go={t("attendance:move.go")}
      draft={["move", shiftId(at)]}
      fields={{
        to: {
          kind: "choice",
          label: t("attendance:move.to"),
          options: posts.filter(({ key }) => key !== at.post),
          required: t("attendance:move.whereFirst"),
        },
        record: { kind: "text", label: t("attendance:move.record"), note: t("attendance:move.recordNote") },
      }}
      onSend={(send, { to, record }) => send("attendance.move", { ...at, to, ...unlessEmpty({ record }) })}
      onClose={onClose}
    />
  );
}
