import { useTranslation } from "react-i18next";
import type { OnDuty } from "#server/attendance/attendance-answer.ts";
import { useDraft } from "../../ui/draft.ts";
import { Sheet } from "../../ui/Sheet.tsx";
import { Stepper } from "../../ui/Stepper.tsx";
import { serverNow } from "../../ui/server-clock.ts";
import { TextField } from "../../ui/TextField.tsx";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useSend } from "../door/use-send.ts";
import { useDeskPlace } from "../shell/acting.ts";
import { useNames } from "../site/names.ts";

interface Props {
  readonly open: boolean;
  readonly post: string;
  readonly on: OnDuty;
  readonly onClose: () => void;
}

const empty = { minutesAgo: 0, account: "" };

/** A superior records that somebody left the post before the relief came. */
export function AbandonmentDialog({ open, post, on, onClose }: Props) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const names = useNames();
  const [draft, change, drop] = useDraft(
    `abandonment/${acting.person}/${post}/${on.date}/${on.shift}/${on.person}`,
    empty,
  );
  const { send, busy, problem } = useSend();
  const record = async () => {
    const leftAt = serverNow() - draft.minutesAgo * 60_000;
    const { person, date, shift } = on;
    const body = { post, date, shift, person, leftAt, account: draft.account.trim() };
    if (!(await send("attendance.record-abandonment", body))) return;
    drop();
    onClose();
  };
  return (
    <Sheet
      open={open}
      title={t("attendance:abandonment.title", { name: names.person(on.person) })}
      act={t("attendance:abandonment.go")}
      busy={busy}
      why={draft.account.trim() === "" ? [t("attendance:abandonment.accountFirst")] : []}
      onAct={record}
      onClose={onClose}
    >
      <div className="row spread">
        <span>{t("attendance:abandonment.minutesAgo")}</span>
        <Stepper
          label={t("attendance:abandonment.minutesAgo")}
          value={draft.minutesAgo}
          most={480}
          onChange={(minutesAgo) => change({ ...draft, minutesAgo })}
        />
      </div>
      <TextField
        label={t("attendance:abandonment.account")}
        note={t("attendance:abandonment.note")}
        value={draft.account}
        onChange={(account) => change({ ...draft, account })}
      />
      {problem && <RefusalNote problem={problem} />}
    </Sheet>
  );
}
