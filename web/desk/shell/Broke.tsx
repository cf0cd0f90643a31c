import { useQuery, useQueryClient, useQueryErrorResetBoundary } from "@tanstack/react-query";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useContext, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Broken } from "../../ui/States.tsx";
import { Mark, Wordmark } from "../../ui/Wordmark.tsx";
import { DeskPlaceContext } from "../door/acting.ts";
import { CommandRefused } from "../door/ask.ts";
import { sessionQuery } from "../door/session-query.ts";
import { Away } from "./Away.tsx";
import { ShellWaiting } from "./ShellWaiting.tsx";

/**
 * A screen that could not be drawn: says whether the server was out of reach or something is at fault, and tries again. That the desk was
 * locked or has ended is neither: what to show then follows from the session.
 */
export function Broke({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { reset: forgive } = useQueryErrorResetBoundary();
  // Around the whole desk there is nothing else that says where one is.
  const isAlone = useContext(DeskPlaceContext) === undefined;
  if (error instanceof CommandRefused && error.ofDesk) return <AskedAgain reset={reset} />;
  const again = () => {
    forgive();
    void queries.invalidateQueries();
    reset();
  };
  const away = error instanceof CommandRefused && error.undecided;
  const told = away ? <Away onBack={again} /> : <Broken what={t("ui:broken.fault")} onRetry={again} />;
  return isAlone ? (
    <main className="door">
      <section className="door-card stack">
        <span className="brand">
          <Mark size={30} />
          <Wordmark height={24} label={t("ui:product")} />
        </span>
        {told}
      </section>
    </main>
  ) : (
    <div className="screen">
      <div className="panel">{told}</div>
    </div>
  );
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
