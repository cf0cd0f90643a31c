import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { ShownLeave } from "#server/absence/absence-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { serverNow, useWall } from "../../ui/server-clock.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** Somebody on duty, and in which shift. */
export type Here = ShiftId & { readonly person: string };

export function Leaving({ own, here, rule }: { own: Here; here: readonly Here[]; rule: AbsenceRule }) {
  const { t } = useTranslation();
  const { send, busy, problem } = useSend();
  const [asking, setAsking] = useState(false);
  const { person: _, ...shift } = own;
  return (
    <div className="panel-foot stack">
      <div className="row">
        <Button onClick={() => setAsking(true)}>{t("absence:ask.open")}</Button>
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
  const mayAccept = own && !isMine && (phase === "asked" ? isCover : leave.bareSince !== null);
  const mayHear = phase === "away" && leave.told.includes(acting.person) && !leave.heard.includes(acting.person);
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

interface Props {
  /** `ask`: before one goes. `tell`: afterwards, while away; `tell-back`: after coming back. */
  readonly what: "ask" | "tell" | "tell-back";
  readonly own: Here;
  readonly here: readonly Here[];
  readonly rule: AbsenceRule;
  readonly onClose: () => void;
}

/** Minutes from now that are offered, of the screen: the rule takes any time before the shift is over. */
const spans = [10, 20, 30, 45, 60, 90] as const;
const nobody = "nobody";

/** Why somebody goes, where to, until when, and who stands there meanwhile. */
function AbsenceDialog({ what, own: { person, ...shift }, here, rule, onClose }: Props) {
  const { t } = useTranslation();
  const wall = useWall();
  const names = useNames();
  const asks = what === "ask";
  const others = here.filter((each) => each.person !== person);
  const stays = others.some((each) => shiftId(each) === shiftId(shift));
  const until = (minutes: string) => plusMinutes(serverNow(), Number(minutes));
  const covers = others.map((each) => ({
    key: turnId(each),
    name: `${names.person(each.person)} · ${names.post(each.post)}`,
  }));
  const turnOf = (key: string) => others[covers.findIndex((each) => each.key === key)];
  return (
    <ActDialog
      title={t(asks ? "absence:ask.title" : "absence:tell.title")}
      go={t(asks ? "absence:ask.go" : "absence:tell.go")}
      draft={[`absence-${what}`, shiftId(shift)]}
      fields={{
        why: {
          kind: "choice",
          label: t("absence:ask.why"),
          headed: true,
          options: (["meal", "work", "other"] as const).map((key) => ({ key, name: t(`absence:why.${key}`) })),
          begins: asks ? "meal" : "other",
        },
        minutes: {
          kind: "choice",
          label: t("absence:ask.minutes"),
          headed: true,
          options:
            what === "tell-back"
              ? []
              : spans.map((each) => ({ key: String(each), name: t("absence:ask.within", { count: each }) })),
          note: (minutes) => (minutes === "" ? "" : `${t("absence:ask.back")} ${wall.time(until(minutes))}`),
          begins: "30",
        },
        cover: {
          kind: "choice",
          label: t("absence:ask.cover"),
          headed: true,
          options: asks ? [...(stays ? [{ key: nobody, name: t("absence:ask.nobody") }] : []), ...covers] : [],
          begins: stays && !rule.covered?.required ? nobody : "",
        },
        to: { kind: "text", label: t("absence:ask.to") },
        device: { kind: "text", label: t("absence:ask.device") },
        reason: {
          kind: "text",
          label: t("absence:ask.reason"),
          ...(asks ? {} : { required: t("absence:tell.reasonFirst") }),
        },
      }}
      onSend={(send, { why, minutes, cover, to, device, reason }) => {
        const words = { why, ...unlessEmpty({ to, device }) };
        const chosen = turnOf(cover);
        if (asks) {
          const said = { ...shift, ...words, ...unlessEmpty({ reason }), returnBy: until(minutes) };
          return send("absence.ask", chosen ? { ...said, cover: chosen } : said);
        }
        const by = what === "tell" ? { returnBy: until(minutes) } : {};
        return send("absence.tell", { ...shift, ...words, reason, ...by });
      }}
      onClose={onClose}
    />
  );
}
