import { useTranslation } from "react-i18next";
import { mostMinutesAgo } from "#duty/attendance/record-abandonment.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { OnDuty } from "#server/attendance/attendance-answer.ts";
import { serverNow } from "../../ui/server-clock.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { useNames } from "../site/names.ts";
import { LeftAt } from "./LeftAt.tsx";
import { minutesEarlier } from "./minutes-earlier.ts";

interface Props {
  readonly post: string;
  readonly on: Pick<OnDuty, "person" | "date" | "shift" | "since">;
  /** When they went by what was entered for them, from where it is counted back; undefined where they count as on duty still. */
  readonly wentAt?: Instant;
  readonly onClose: () => void;
}

/** A superior records that somebody left the post before the relief came. */
export function AbandonmentDialog({ post, on, wentAt, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { person, date, shift } = on;
  return (
    <ActDialog
      title={t("attendance:abandonment.title", { name: names.person(person) })}
      go={t("attendance:abandonment.go")}
      draft={["abandonment", turnId({ post, date, shift, person })]}
      fields={{
        minutesAgo: {
          kind: "ago",
          label: t("attendance:abandonment.minutesAgo"),
          mostMinutes: mostMinutesAgo(on.since, serverNow()),
          ...(wentAt === undefined ? {} : { begins: minutesEarlier(wentAt, serverNow()) }),
          note: (minutes) => <LeftAt at={plusMinutes(serverNow(), -minutes)} />,
        },
        account: {
          kind: "text",
          label: t("attendance:abandonment.account"),
          note: t("attendance:abandonment.note"),
          required: t("attendance:abandonment.accountFirst"),
        },
      }}
      onSend={(send, { minutesAgo, account }) => {
        const leftAt = plusMinutes(serverNow(), -minutesAgo);
        return send("attendance.record-abandonment", { post, date, shift, person, leftAt, account });
      }}
      onClose={onClose}
    />
  );
}
