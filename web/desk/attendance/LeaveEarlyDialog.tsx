import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { When } from "../../ui/When.tsx";
import { ActDialog } from "../act/ActDialog.tsx";
import type { ShiftId } from "../site/shift-id.ts";

interface Props {
  readonly at: ShiftId;
  readonly endsAt: number;
  readonly onClose: () => void;
}

/** Asked of whoever would go while their shift lasts and a colleague stays: one press would end their shift for good. */
export function LeaveEarlyDialog({ at, endsAt, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <ActDialog
      title={t("attendance:early.title")}
      go={t("attendance:early.go")}
      draft={["leave-early", shiftId(at)]}
      lead={
        <>
          <p>
            {t("attendance:early.ends")} <When at={endsAt} />
          </p>
          <p>{t("attendance:early.note")}</p>
        </>
      }
      fields={{}}
      onSend={(send) => send("attendance.sign-off", at)}
      onClose={onClose}
    />
  );
}
