import { useTranslation } from "react-i18next";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { serverNow, useWall } from "../../ui/server-clock.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { unlessEmpty } from "../act/asked-fields.ts";
import { useNames } from "../site/names.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** Somebody on duty, and in which shift. */
export type Here = ShiftId & { readonly person: string };

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
export function AbsenceDialog({ what, own: { person, ...shift }, here, rule, onClose }: Props) {
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
