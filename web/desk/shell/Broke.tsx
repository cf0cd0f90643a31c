import { useQueryClient, useQueryErrorResetBoundary } from "@tanstack/react-query";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Broken } from "../../ui/States.tsx";
import { CommandRefused } from "../door/ask.ts";

/** A screen that could not be drawn: says whether the server was out of reach or something is at fault, and tries again. */
export function Broke({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { reset: forgive } = useQueryErrorResetBoundary();
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
