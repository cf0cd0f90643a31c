import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { Broken, Waiting } from "../../ui/States.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { CommandRefused } from "../door/ask.ts";
import { screenStateOf } from "../door/desk-state.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { AheadPanel } from "./AheadPanel.tsx";
import { BoardPanel } from "./BoardPanel.tsx";
import { OverviewPast } from "./OverviewPast.tsx";
import { overviewQuery } from "./overview-query.ts";
import { ToDoPanel } from "./ToDoPanel.tsx";
import "./overview.css";

/** So many posts leave half of a wide screen empty. */
const fewPosts = 7;

/** The site from above: what must I do, how is it, what comes, what was due and what came of it. */
export function OverviewScreen() {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const { data, error, refetch } = useQuery(overviewQuery(site, acting.person));
  const problem = error instanceof CommandRefused ? error.problem : undefined;
  const state = data || !error ? undefined : screenStateOf(problem);
  if (problem && state === "refused")
    return (
      <>
        <h1 className="for-readers">{t("overview:title")}</h1>
        <RefusalNote problem={problem} />
      </>
    );
  return (
    <>
      <h1 className="for-readers">{t("overview:title")}</h1>
      {(state === "away" || state === "broken") && (
        <div className="panel">
          <Broken what={t(state === "away" ? "ui:broken.away" : "ui:broken.fault")} onRetry={() => void refetch()} />
        </div>
      )}
      {!data && (!state || state === "asked") && <Coming />}
      {data && (
        <div className={data.posts.length > fewPosts ? "overview" : "overview few"}>
          <ToDoPanel overview={data} />
          <BoardPanel posts={data.posts} />
          <AheadPanel overview={data} />
          <OverviewPast yesterday={data.yesterday} />
        </div>
      )}
    </>
  );
}

/** As high as what will stand there. */
function Coming() {
  const { t } = useTranslation();
  return (
    <div className="overview">
      <Panel id="to-do" title={t("overview:toDo")}>
        <Waiting rows={10} />
      </Panel>
      <Panel id="posts" title={t("overview:posts")}>
        <Waiting rows={10} />
      </Panel>
      <Panel id="ahead" title={t("overview:ahead")}>
        <Waiting rows={5} />
      </Panel>
      <Panel id="yesterday" title={t("overview:yesterday")}>
        <Waiting rows={5} />
      </Panel>
    </div>
  );
}
