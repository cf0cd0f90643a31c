import { useTranslation } from "react-i18next";
import { mostMinutesAgo } from "#duty/attendance/record-abandonment.ts";
import { longest } from "#duty/grammar/limits.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { OnDuty } from "#server/attendance/attendance-answer.ts";
import { serverNow } from "../../ui/server-clock.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { useNames } from "../site/names.ts";
import { LeftAt } from "./LeftAt.tsx";

interface Props {
  readonly post: string;
  readonly on: OnDuty;
  readonly onClose: () => void;
}

/** Somebody has gone and not signed off: whoever took the post over, or a superior, says when that was. */
export function SignOffDialog({ post, on: { person, date, shift, since }, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  return (
    <ActDialog
      title={t("attendance:forgotten.title", { name: names.person(person) })}
      go={t("attendance:forgotten.go")}
      draft={["sign-off", turnId({ post, date, shift, person })]}
      fields={{
        minutesAgo: {
          kind: "ago",
          label: t("attendance:abandonment.minutesAgo"),
          mostMinutes: mostMinutesAgo(since, serverNow()),
          note: (minutes) => <LeftAt at={plusMinutes(serverNow(), -minutes)} />,
        },
        reason: {
          kind: "text",
          most: longest.reason,
          label: t("attendance:forgotten.reason"),
          note: t("attendance:forgotten.note"),
          required: t("attendance:forgotten.reasonFirst"),
        },
      }}
      onSend={(send, { minutesAgo, reason }) => {
        const at = plusMinutes(serverNow(), -minutesAgo);
        return send("attendance.record-sign-off", { post, date, shift, person, at, reason });
      }}
      onClose={onClose}
    />
  );
}
