import { useTranslation } from "react-i18next";
import { longest } from "#duty/grammar/limits.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { absentFor } from "#duty/roster/roster.ts";
import type { MonthAnswer } from "#server/roster/roster-answer.ts";
import { ActDialog } from "../act/ActDialog.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { useSite } from "../site/site-query.ts";
import { standingIn, type TurnName } from "./plan-draft.ts";

interface Props {
  readonly post: string;
  readonly turn: TurnName;
  readonly month: MonthAnswer;
  readonly onClose: () => void;
}

const back = "back";

/** Somebody else for one of those who are due in a shift; or whom they stand in for again. */
export function TurnDialog({ post, turn: { date, shift }, month: { state }, onClose }: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const { site } = useDeskPlace();
  const { people } = useSite(site);
  const due = standingIn(state.assignments, { date, shift });
  const first = due[0] ?? "";
  const whom = due.map((key) => ({ key, name: names.person(key) }));
  const others = people.filter(({ person, left }) => !left && !due.includes(person));
  const turnOf = (person: string) => ({ date: date as BusinessDate, shift, person });
  const covered = due.filter((person) => absentFor(state, turnOf(person)) !== undefined);
  const backs = covered.map((person) => ({
    key: `${back}/${person}`,
    name: t("roster:turn.back", {
      name: names.person(absentFor(state, turnOf(person))),
      cover: names.person(person),
    }),
  }));
  return (
    <ActDialog
      title={t("roster:turn.title", { date: date.slice(5), shift: names.shift(post, shift) })}
      go={t("roster:turn.go")}
      draft={["roster-turn", shiftId({ post, date, shift })]}
      fields={{
        cover: {
          kind: "choice",
          label: t("roster:turn.cover"),
          headed: true,
          options: [...backs, ...others.map(({ person, name }) => ({ key: person, name }))],
          required: t("roster:turn.coverFirst"),
        },
        absent: {
          kind: "choice",
          label: t("roster:turn.absent"),
          headed: true,
          options: whom,
          begins: first,
          // Whose cover is taken back says already who is due again.
          isAsked: ({ cover }) => !String(cover).startsWith(`${back}/`),
          required: t("roster:turn.absentFirst"),
        },
        reason: {
          kind: "text",
          most: longest.reason,
          label: t("roster:turn.reason"),
          required: t("roster:turn.reasonFirst"),
        },
      }}
      onSend={(send, { absent, cover, reason }) => {
        const [what, covers] = cover.split("/");
        return what === back && covers !== undefined
          ? send("roster.take-back-cover", { post, date, shift, cover: covers, reason })
          : send("roster.arrange-cover", { post, date, shift, absent, cover, reason });
      }}
      onClose={onClose}
    />
  );
}
