import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** Coming to a post from another one inside the shift: the work record of that one is written before one signs on (GPH-02). */
export function SignOnDialog({ at, from, onClose }: { at: ShiftId; from: string; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <ActDialog
      title={t("attendance:change.title")}
      go={t("attendance:change.go")}
      draft={["sign-on", shiftId(at)]}
      fields={{
        record: {
          kind: "text",
          label: t("attendance:change.record", { post: names.post(from) }),
          note: t("attendance:change.recordNote"),
        },
      }}
      onSend={(send, { record }) => send("attendance.sign-on", { ...at, ...unlessEmpty({ record }) })}
      onClose={onClose}
    />
  );
}
