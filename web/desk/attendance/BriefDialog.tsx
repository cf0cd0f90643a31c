import { Checkbox } from "antd";
import { useTranslation } from "react-i18next";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { useAttendance } from "./attendance-query.ts";

interface Draft {
  readonly keyPoints: string;
  readonly attendees: readonly string[];
}

const empty: Draft = { keyPoints: "", attendees: [] };

/** The line-up before the shift: what matters today, and who heard it. */
export function BriefDialog({ open, at, onClose }: { open: boolean; at: ShiftId; onClose: () => void }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { posts } = useAttendance(site);
  const names = useNames();
  const [draft, change, drop] = useDraft(`brief/${acting.person}/${at.post}/${at.date}/${at.shift}`, empty);
  const { send, busy, problem } = useSend();
  const around = [...new Set(posts.flatMap(({ on, due }) => [...on, ...due]).map(({ person }) => person))];
  const hearers = around.filter((person) => person !== acting.person);
  const brief = async () => {
    const keyPoints = draft.keyPoints.trim();
    const body = { ...at, attendees: draft.attendees, ...(keyPoints === "" ? {} : { keyPoints }) };
    if (!(await send("attendance.brief", body))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("attendance:brief.title")}
      act={t("attendance:brief.go")}
      busy={busy}
      onAct={brief}
      onClose={onClose}
    >
      <TextField
        label={t("attendance:brief.keyPoints")}
        value={draft.keyPoints}
        onChange={(keyPoints) => change({ ...draft, keyPoints })}
      />
      <fieldset className="bare stack">
        <legend>{t("attendance:brief.attendees")}</legend>
        <Checkbox.Group
          className="attendees"
          value={[...draft.attendees]}
          options={hearers.map((person) => ({ value: person, label: names.person(person) }))}
          onChange={(attendees) => change({ ...draft, attendees })}
        />
      </fieldset>
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
