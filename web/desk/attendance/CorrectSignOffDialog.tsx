import { useTranslation } from "react-i18next";
import { mostMinutesAgo } from "#duty/attendance/record-abandonment.ts";
import { longest } from "#duty/grammar/limits.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import type { GoneFromDuty } from "#server/attendance/attendance-answer.ts";
import { useWall } from "../../ui/server-clock.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { useNames } from "../site/names.ts";
import { LeftAt } from "./LeftAt.tsx";
import { minutesEarlier } from "./minutes-earlier.ts";

interface Props {
  readonly post: string;
  readonly gone: GoneFromDuty;
  readonly onClose: () => void;
}

/** The time of a sign-off is wrong: a superior says the true one, counted back from when it was first told. What was told stays. */
export function CorrectSignOffDialog({ post, gone, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const wall = useWall();
  const { person, date, shift } = gone;
  const [since, offAt, toldAt] = [instant(gone.since), instant(gone.offAt), instant(gone.toldAt)];
  return (
    <ActDialog
      title={t("attendance:correct.title", { name: names.person(person) })}
      go={t("attendance:correct.go")}
      draft={["correct-sign-off", turnId({ post, date, shift, person })]}
      fields={{
        minutesBefore: {
          kind: "ago",
          label: t("attendance:correct.minutesBefore", { time: wall.time(toldAt) }),
          mostMinutes: mostMinutesAgo(since, toldAt),
          begins: minutesEarlier(offAt, toldAt),
          note: (minutes) => <LeftAt at={plusMinutes(toldAt, -minutes)} />,
        },
        reason: {
          kind: "text",
          most: longest.reason,
          label: t("attendance:correct.reason"),
          note: t("attendance:correct.note"),
          required: t("attendance:correct.reasonFirst"),
        },
      }}
      onSend={(send, { minutesBefore, reason }) => {
        const at = plusMinutes(toldAt, -minutesBefore);
        return send("attendance.record-sign-off", { post, date, shift, person, at, reason });
      }}
      onClose={onClose}
    />
  );
}
