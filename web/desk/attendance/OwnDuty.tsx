import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OnDuty } from "#server/attendance/attendance-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { BriefDialog } from "./BriefDialog.tsx";
import { ExchangeOffers } from "./ExchangeOffers.tsx";
import { LeaveEarlyDialog } from "./LeaveEarlyDialog.tsx";
import { MoveDialog } from "./MoveDialog.tsx";

interface OwnDutyProps {
  readonly post: string;
  readonly own: OnDuty | undefined;
  /** When their shift ends, where it has not and a colleague stays; whoever is alone reads why they may not go yet. */
  readonly early: number | undefined;
  /** Whether they are due at the post, or cover there: then it is no wonder that they look at it. */
  readonly isExpected: boolean;
}

/** What the acting person may do about their own duty: record the briefing, change posts, go. */
export function OwnDuty({ post, own, early, isExpected }: OwnDutyProps) {
  const { t } = useTranslation();
  const { send, busy, problem } = useSend();
  const [open, setOpen] = useState<"brief" | "move" | "early">();
  if (!own)
    return isExpected ? null : (
      <p className="panel-foot soft" role="note">
        {t("attendance:notDue")}
      </p>
    );
  const name = { post, date: own.date, shift: own.shift };
  return (
    <div className="panel-foot stack">
      <div className="row">
        {!own.briefed && <Button onClick={() => setOpen("brief")}>{t("attendance:brief.open")}</Button>}
        <Button onClick={() => setOpen("move")}>{t("attendance:move.open")}</Button>
        <ActButton
          busy={busy}
          onAct={() => (early === undefined ? void send("attendance.sign-off", name) : setOpen("early"))}
        >
          {t("attendance:signOff")}
        </ActButton>
      </div>
      <ExchangeOffers at={name} own={own} />
      {problem && <RefusalNote problem={problem} />}
      {open === "brief" && <BriefDialog at={name} onClose={() => setOpen(undefined)} />}
      {open === "early" && early !== undefined && (
        <LeaveEarlyDialog at={name} endsAt={early} onClose={() => setOpen(undefined)} />
      )}
      {open === "move" && <MoveDialog at={name} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
