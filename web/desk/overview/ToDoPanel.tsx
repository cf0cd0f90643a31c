import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { Panel } from "../../ui/Panel.tsx";
import { ClockJumps } from "../clock/ClockJumps.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { CallCard } from "../ledger/CallCard.tsx";
import { callsQuery } from "../ledger/calls-query.ts";
import { DoubledTurns } from "./DoubledTurns.tsx";
import { LostItems } from "./LostItems.tsx";
import { lossesQuery } from "./overview-query.ts";
import { QuietNote, SettledToday } from "./QuietNote.tsx";
import { ToDoRow } from "./ToDoRow.tsx";
import { UnheardFunctions } from "./UnheardFunctions.tsx";

/** What must be done at the site, the worst first; where that is nothing, since when, and what comes. */
export function ToDoPanel({ overview }: { overview: OverviewAnswer }) {
  const { t } = useTranslation();
  const { toDo, toDoTotal, settled, unheard, doubled, clock } = overview;
  const { site, acting } = useDeskPlace();
  const { data } = useQuery(callsQuery(site));
  const losses = useQuery(lossesQuery(site, acting.person)).data?.losses ?? [];
  const isQuiet = [toDo, unheard, doubled, clock, losses].every(({ length }) => length === 0);
  const [first] = toDo;
  // The worst call whole, as the list of calls has it: who has heard it, and whether it is for whoever looks.
  const call =
    first?.kind === "call"
      ? data?.calls.find((each) => each.answeredAt === null && isSameOwed(each, first))
      : undefined;
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
        {isQuiet && <QuietNote overview={overview} />}
        <ul>
          <ClockJumps jumps={clock} />
          {call && <CallCard call={call} first named={data?.names ?? {}} />}
          <LostItems losses={losses} />
          {rows.map((each) => (
            <ToDoRow key={`${each.stream.noun}/${each.stream.id}#${each.key}`} toDo={each} />
          ))}
          <DoubledTurns doubled={doubled} />
          <UnheardFunctions unheard={unheard} />
        </ul>
        {toDoTotal > toDo.length && (
          <p className="panel-foot soft small">{t("overview:notShown", { count: toDoTotal - toDo.length })}</p>
        )}
        {toDo.length < 4 && <SettledToday settled={settled} />}
      </div>
    </Panel>
  );
}

/** One thing owed, by its stream and its key. */
type OwedKey = Pick<OverviewAnswer["toDo"][number], "stream" | "key">;

function isSameOwed(one: OwedKey, other: OwedKey): boolean {
  return one.key === other.key && one.stream.noun === other.stream.noun && one.stream.id === other.stream.id;
}
