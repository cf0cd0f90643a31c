import { useQuery, useQueryClient, useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import { Button } from "antd";
import { type ReactNode, useContext, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Broken } from "../../ui/States.tsx";
import { Mark, Wordmark } from "../../ui/Wordmark.tsx";
import { AwayDesk } from "../alone/AwayDesk.tsx";
import { DeskPlaceContext } from "../door/acting.ts";
import { CommandRefused } from "../door/ask.ts";
import { screenStateOf } from "../door/desk-state.ts";
import { sessionQuery } from "../door/session-query.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useDeskNews } from "./keep-open.ts";
import { ShellWaiting } from "./ShellWaiting.tsx";

/**
 * A screen that could not be drawn: says whether the server was out of reach, refused it or something is at fault, and tries again. That the desk was
 * locked or has ended is none of these: what to show then follows from the session (`screenStateOf`).
 */
export function Broke({ error, reset }: ErrorComponentProps) {
  const problem = error instanceof CommandRefused ? error.problem : undefined;
  const state = screenStateOf(problem);
  const queries = useQueryClient();
  const { reset: forgive } = useQueryErrorResetBoundary();
  const again = () => {
    forgive();
    void queries.invalidateQueries();
    reset();
  };
  if (state === "asked") return <AskedAgain reset={reset} />;
  if (state === "away") return <AwayDesk onBack={again} around={Standing} />;
  return (
    <Standing>
      <Undrawn problem={problem} again={again} />
    </Standing>
  );
}

/** Refused, or at fault, for whoever acts now. */
function Undrawn({ problem, again }: { problem: CommandRefused["problem"] | undefined; again: () => void }) {
  const { t } = useTranslation();
  useOthersHere(again);
  if (!problem || screenStateOf(problem) !== "refused") return <Broken what={t("ui:broken.fault")} onRetry={again} />;
  return (
    <div className="nothing">
      <RefusalNote problem={problem} />
      <Button onClick={again}>{t("ui:broken.retry")}</Button>
      <Link to="/">{t("ui:astray.todo")}</Link>
    </div>
  );
}

/** Around the whole desk there is nothing else that says where one is. */
function Standing({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const isAlone = useContext(DeskPlaceContext) === undefined;
  return isAlone ? (
    <main className="door">
      <section className="door-card stack">
        <span className="brand">
          <Mark size={30} />
          <Wordmark height={24} label={t("ui:product")} />
        </span>
        {children}
      </section>
    </main>
  ) : (
    <div className="screen">
      <div className="panel">{children}</div>
    </div>
  );
}

/** What could not be drawn for one may be drawn for the next, and behind a lock or at the door nothing of it stands any more. */
function useOthersHere(again: () => void): void {
  useDeskNews();
  const acting = useContext(DeskPlaceContext)?.acting.person;
  const people = useQuery(sessionQuery).data?.people;
  const [drawnFor, drawFor] = useState({ acting, people });
  const isOther = people !== undefined && (people !== drawnFor.people || acting !== drawnFor.acting);
  useEffect(() => {
    if (!isOther) return;
    drawFor({ acting, people });
    again();
  }, [isOther, acting, people, again]);
}

/** Draws anew once the session is known as it is now; behind the lock not before it is lifted. */
function AskedAgain({ reset }: { reset: () => void }) {
  const { reset: forgive } = useQueryErrorResetBoundary();
  const covered = useContext(DeskPlaceContext)?.acting.locked ?? false;
  const { isFetchedAfterMount, isFetching } = useQuery({ ...sessionQuery, refetchOnMount: "always" });
  const due = isFetchedAfterMount && !isFetching && !covered;
  useEffect(() => {
    if (!due) return;
    forgive();
    reset();
  }, [due, forgive, reset]);
  return <ShellWaiting inside />;
}
