import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AnswerOf } from "#duty/door/operation.ts";
import type { LossesSeen, LossesView } from "#server/account/waiting-answer.ts";
import type { KnownProblem } from "../../queue/heard.ts";
import { Status } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { ask, CommandRefused } from "../door/ask.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import { lossesQuery } from "./overview-query.ts";

type Losses = AnswerOf<LossesView>["losses"];

/** What browsers of the site lost before it was sent, by whose it was: somebody asks them to write it again. */
export function LostItems({ losses }: { losses: Losses }) {
  const groups = Map.groupBy(losses, ({ person, noticedAt }) => `${person} ${noticedAt}`);
  return [...groups].map(([name, together]) => <LostTogether key={name} losses={together} />);
}

function LostTogether({ losses }: { losses: Losses }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const names = useNames();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<KnownProblem>();
  const [first] = losses;
  if (!first) return null;
  const times = losses.map(({ writtenAt }) => writtenAt);
  const see = async () => {
    const body = { site, losses: losses.map(({ id }) => id) };
    try {
      await ask<LossesSeen>("/api/browser/losses/seen", { method: "POST", body });
      await queries.invalidateQueries({ queryKey: lossesQuery(site, acting.person).queryKey });
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
    }
  };
  return (
    <li className="overview-row">
      <div className="overview-row-what">
        <Status kind="overdue">{t("overview:lost.mark")}</Status>
        <b>{t("overview:lost.what", { person: names.person(first.person), count: losses.length })}</b>
      </div>
      <p className="soft small">
        {t("overview:lost.written")} <Moment at={Math.min(...times)} withDate /> –{" "}
        <Moment at={Math.max(...times)} withDate />
        {first.device !== null && ` · ${first.device}`}
      </p>
      <p className="small">{t("overview:lost.todo")}</p>
      {problem && <RefusalNote problem={problem} />}
      <div className="overview-row-meta">
        <Button onClick={() => void see()}>{t("overview:lost.seen")}</Button>
      </div>
    </li>
  );
}
