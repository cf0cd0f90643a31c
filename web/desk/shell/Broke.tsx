import { useQuery, useQueryClient, useQueryErrorResetBoundary } from "@tanstack/react-query";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useContext, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Broken } from "../../ui/States.tsx";
import { sessionQuery } from "../account/session-query.ts";
import { CommandRefused } from "../door/ask.ts";
import { DeskPlaceContext } from "./acting.ts";
import { ShellWaiting } from "./ShellWaiting.tsx";

/**
 * A screen that could not be drawn: says whether the server was out of reach or something is at fault, and tries again. That the desk was
 * locked or has ended is neither: what to show then follows from the session.
 */
export function Broke({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { reset: forgive } = useQueryErrorResetBoundary();
  if (error instanceof CommandRefused && error.ofDesk) return <AskedAgain reset={reset} />;
  const away = error instanceof CommandRefused && error.undecided;
  return (
    <div className="screen">
      <div className="panel">
        <Broken
          what={away ? t("ui:broken.away") : t("ui:broken.fault")}
          onRetry={() => {
            forgive();
            void queries.invalidateQueries();
            reset();
          }}
        />
      </div>
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
