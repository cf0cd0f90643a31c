import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Broken, Waiting } from "../../ui/States.tsx";
import { useOwnDraft } from "../door/own-draft.ts";
import { MonthHead } from "./MonthHead.tsx";
import { MonthTable } from "./MonthTable.tsx";
import { PeopleDialog } from "./PeopleDialog.tsx";
import { PublishPanel } from "./PublishPanel.tsx";
import { beginPlan, type PlanDraft, type TurnName, withPeople } from "./plan-draft.ts";
import { useMonth } from "./roster-query.ts";
import { TurnDialog } from "./TurnDialog.tsx";
import "./roster.css";

/** The month of a post: who stands in which shift. Read by everybody, changed by whoever may. */
export function RosterScreen() {
  const { t } = useTranslation();
  const { post, date, shift } = useParams({ from: "/roster/$post/$date/$shift" });
  const month = date.slice(0, 7);
  const { data, isError, refetch } = useMonth(post, month);
  const [plan, keepPlan, dropPlan] = useOwnDraft<PlanDraft | null>("roster-plan", `${post}/${month}`, null);
  const [chosen, choose] = useState<TurnName>();
  if (!data)
    return (
      <div className="panel">
        <div className="inside">
          {isError ? <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} /> : <Waiting rows={12} />}
        </div>
      </div>
    );
  const draft = plan !== null && data.facts.mayPublish ? plan : undefined;
  const close = () => choose(undefined);
  return (
    <div className={draft ? "roster planning" : "roster"}>
      <section className="panel flush" aria-label={t("roster:month.title")}>
        <MonthHead at={{ post, month, shift }} month={data} draft={draft} onPlan={() => keepPlan(beginPlan(data))} />
        <MonthTable post={post} month={data} draft={draft} now={{ date, shift }} onChoose={choose} />
      </section>
      {draft && <PublishPanel at={{ post, month }} month={data} draft={draft} onChange={keepPlan} onDone={dropPlan} />}
      {chosen && draft && (
        <PeopleDialog
          post={post}
          turn={chosen}
          draft={draft}
          onTake={(people) => keepPlan(withPeople(draft, chosen, people))}
          onClose={close}
        />
      )}
      {chosen && !draft && <TurnDialog post={post} turn={chosen} month={data} onClose={close} />}
    </div>
  );
}
