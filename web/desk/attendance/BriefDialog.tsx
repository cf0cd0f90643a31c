import { useTranslation } from "react-i18next";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { useAttendance } from "./attendance-query.ts";

/** The line-up before the shift: what matters today, and who heard it. */
export function BriefDialog({ at, onClose }: { at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { posts } = useAttendance(site);
  const names = useNames();
  const around = [...new Set(posts.flatMap(({ on, due }) => [...on, ...due]).map(({ person }) => person))];
  const hearers = around.filter((person) => person !== acting.person);
  return (
    <ActDialog
      title={t("attendance:brief.title")}
      go={t("attendance:brief.go")}
      draft={["brief", shiftId(at)]}
      fields={{
        keyPoints: { kind: "text", label: t("attendance:brief.keyPoints") },
        attendees: {
          kind: "several",
          label: t("attendance:brief.attendees"),
          options: hearers.map((person) => ({ key: person, name: names.person(person) })),
        },
      }}
      onSend={(send, { keyPoints, attendees }) =>
        send("attendance.brief", { ...at, attendees: [...attendees], ...unlessEmpty({ keyPoints }) })
      }
      onClose={onClose}
    />
  );
}
