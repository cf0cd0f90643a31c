import type { Sql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Rung } from "#duty/grammar/obligation.ts";
import { count, flag, json, maybe, moment, type RowOf, selectList, textColumn } from "#server/door/view-columns.ts";
import { owedColumns } from "./owed-columns.ts";

const columns = {
  ...owedColumns,
  opensAt: moment,
  ladder: json<readonly Rung[]>(),
  missedAt: maybe(moment),
  rung: count,
  acknowledgedBy: maybe(textColumn),
  acknowledgedAt: maybe(moment),
  selfAnswered: flag,
};

const select = selectList(columns);

/** One obligation that is not yet met, as it stands in the ledger. */
export type OutstandingRow = RowOf<typeof columns>;

/** More than a screen can show; whoever owes more has another trouble than paging. */
export const MOST = 500;

/** What a site owes, or one post of it, by due time; with what its rosters will make it owe, as far as that has been computed. */
export function outstandingAt(
  sql: Sql,
  { org, site, post }: { org: OrganisationId; site: SiteId; post: string | undefined },
): Promise<readonly OutstandingRow[]> {
  return sql<OutstandingRow[]>`
    select ${sql.unsafe(select)}
    from obligation
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and met_at is null and ended_at is null
    order by due_at, noun, id, key
    limit ${MOST}`;
}
