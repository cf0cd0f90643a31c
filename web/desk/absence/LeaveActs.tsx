import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import type { ShownLeave } from "#server/absence/absence-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { AbsenceDialog, type Here } from "./AbsenceDialog.tsx";

interface LeavingProps {
  readonly own: Here;
  readonly here: readonly Here[];
  readonly rule: AbsenceRule;
  /** Whoever covers for somebody asks for no leave of their own. */
  readonly onlyAtOnce: boolean;
}

export function Leaving({ own, here, rule, onlyAtOnce }: LeavingProps) {
  const { t } = useTranslation();
  const { send, busy, problem } = useSend();
  const [asking, setAsking] = useState(false);
  const { person: _, ...shift } = own;
  return (
    <div className="panel-foot stack">
      <div className="row">
        {!onlyAtOnce && <Button onClick={() => setAsking(true)}>{t("absence:ask.open")}</Button>}
        <ActButton danger busy={busy} onAct={() => void send("absence.leave-at-once", shift)}>
          {t("absence:atOnce")}
        </ActButton>
      </div>
      {problem && <RefusalNote problem={problem} />}
      {asking && <AbsenceDialog what="ask" own={own} here={here} rule={rule} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** What the acting person may do about a leave: their own, one they are asked to cover, or one that nobody covers. */
export function LeaveActs({ leave, own, here }: { leave: ShownLeave; own: Here | undefined; here: readonly Here[] }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const { send, busy, problem } = useSend();
  const [telling, setTelling] = useState(false);
  const { post, date, shift, person, phase } = leave;
  const named = { post, date, shift };
  const isMine = person === acting.person;
  const isCover = leave.cover?.person === acting.person;
  const isBare = leave.bareSince !== null;
  const mayAccept = own && !isMine && (phase === "asked" ? isCover : phase === "away" && isBare);
  // While nobody stands there, whoever heard before says it again where they stand, and keeps the post.
  const isNews = phase === "away" && !leave.heard.includes(acting.person);
  const mayHear = leave.told.includes(acting.person) && (isNews || (own !== undefined && isBare));
  const accept = () => {
    if (!own) return;
    const { person: _, ...shiftOfOwn } = own;
    void send("absence.accept", { ...named, person, own: shiftOfOwn });
  };
  return (
    <>
      <div className="row">
        {mayAccept && (
          <ActButton main={phase === "asked"} busy={busy} onAct={accept}>
            {t(phase === "asked" ? "absence:accept" : "absence:standIn")}
          </ActButton>
        )}
        {phase === "asked" && (isMine || isCover) && (
          <Button onClick={() => void send("absence.withdraw", { ...named, person })}>
            {t(isMine ? "absence:withdraw" : "absence:decline")}
          </Button>
        )}
        {phase === "away" && isMine && (
          <ActButton main busy={busy} onAct={() => void send("absence.come-back", named)}>
            {t("absence:comeBack")}
          </ActButton>
        )}
        {isMine && !leave.said && <Button onClick={() => setTelling(true)}>{t("absence:tell.open")}</Button>}
        {phase === "away" && isCover && (
          <Button onClick={() => void send("absence.stand-down", { ...named, person })}>
            {t("absence:standDown")}
          </Button>
        )}
        {mayHear && (
          <Button onClick={() => void send("absence.hear", { ...named, person })}>{t("absence:hear")}</Button>
        )}
      </div>
      {problem && <RefusalNote problem={problem} />}
      {telling && (
        <AbsenceDialog
          what={phase === "back" ? "tell-back" : "tell"}
          own={{ ...named, person }}
          here={here}
          rule={{}}
          onClose={() => setTelling(false)}
        />
      )}
    </>
  );
}
