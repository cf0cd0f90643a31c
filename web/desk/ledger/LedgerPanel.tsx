import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { Broken, Nothing, Waiting } from "../../ui/States.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { leadsAt, useDeskPlace } from "../door/acting.ts";
import { ledgerQuery } from "./ledger-query.ts";
import { OwedRow } from "./OwedRow.tsx";
import { owedHere } from "./owed-here.ts";

/** More than this at once is a wall, not a list. */
const atOnce = 8;

/** What the post owes and by when, the soonest first; what comes tomorrow is left out. */
export function LedgerPanel({ post }: { post: string }) {
  const { t } = useTranslation();
  const { site, acting } = useDeskPlace();
  const now = useNow(60_000);
  const [more, setMore] = useState(0);
  const { data, isError, refetch } = useQuery(ledgerQuery(site, post));
  if (isError && !data)
    return (
      <Panel title={t("ledger:title")}>
        <Broken what={t("ui:broken.away")} onRetry={() => void refetch()} />
      </Panel>
    );
  if (!data)
    return (
      <Panel title={t("ledger:title")}>
        <Waiting />
      </Panel>
    );
  const owed = owedHere(data.lines, now, { leads: leadsAt(acting, { site, post }) });
  const shown = owed.slice(0, atOnce + more);
  return (
    <Panel id="due" title={t("ledger:title")} count={owed.length} flush>
      {owed.length === 0 && <Nothing title={t("ledger:nothing")}>{t("ledger:nothingNote")}</Nothing>}
      <ul>
        {shown.map((each) => (
          <OwedRow key={`${each.stream.noun}/${each.stream.id}#${each.key}`} owed={each} />
        ))}
      </ul>
      {shown.length < owed.length && (
        <p className="panel-foot">
          <Button block onClick={() => setMore(more + 20)}>
            {t("ui:more", { count: Math.min(20, owed.length - shown.length) })}
          </Button>
        </p>
      )}
    </Panel>
  );
}
