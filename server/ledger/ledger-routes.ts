import { callsAt } from "#duty/grammar/obligation.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { ledgerView, type Owed } from "./ledger-answer.ts";
import { type OutstandingRow, outstandingAt } from "./ledger-view.ts";
import { isAnsweredRow } from "./owed-columns.ts";

/** What is owed and by when: the countdowns of a post's desk. */
export const ledgerRoutes: Routes = (app, services) => {
  app.get(ledgerView.path, describedBy(ledgerView), async (request) => {
    const desk = deskOf(request);
    const site = siteOf(desk, request.query.site);
    const about = { org: desk.org, site, post: request.query.post };
    const rows = await services.reading(scopeOf(desk), (sql) => outstandingAt(sql, about));
    return { now: services.now(), lines: rows.map((row) => lineOf(site, row)) };
  });
};

function lineOf(site: string, { noun, id, ladder, ...row }: OutstandingRow): Owed {
  const calls = ladder.map((rung) => ({ ...rung, at: callsAt(row.dueAt, rung) }));
  const next = isAnsweredRow(row) ? undefined : calls[row.rung];
  return { ...row, stream: { site, noun, id }, ladder: calls, nextCallAt: next?.at ?? null };
}
