import { useTranslation } from "react-i18next";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { CallCard } from "./CallCard.tsx";
import { QuietNote, SettledToday } from "./QuietNote.tsx";
import { ToDoRow } from "./ToDoRow.tsx";

/** What must be done at the site, the worst first; where that is nothing, since when, and what comes. */
export function ToDoPanel({ overview }: { overview: OverviewAnswer }) {
  const { t } = useTranslation();
  const { toDo, toDoTotal, settled } = overview;
  const [first] = toDo;
  const call = first?.kind === "call" ? first : undefined;
  const rows = call ? toDo.slice(1) : toDo;
  return (
    <Panel
      id="to-do"
      title={t("overview:toDo")}
      count={toDoTotal}
      aside={toDo.length > 1 && <span className="soft small">{t("overview:worstFirst")}</span>}
      flush
    >
      <div className="overview-scroll">
        {toDo.length === 0 && <QuietNote overview={overview} />}
        <ul>
          {call && <CallCard call={call} />}
          {rows.map((each) => (
            <ToDoRow key={`${each.stream.noun}/${each.stream.id}#${each.key}`} toDo={each} />
          ))}
        </ul>
        {toDoTotal > toDo.length && (
          <p className="panel-foot soft small">{t("overview:notShown", { count: toDoTotal - toDo.length })}</p>
        )}
        {toDo.length < 4 && <SettledToday settled={settled} />}
      </div>
    </Panel>
  );
}
