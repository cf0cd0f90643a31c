import type { Sql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Rung } from "#duty/grammar/obligation.ts";

/** One obligation that is not yet met, as it stands in the ledger. */
export interface OutstandingRow {
  readonly noun: string;
  readonly id: string;
  readonly key: string;
  readonly what: string;
  readonly detail: Readonly<Record<string, string | number>> | null;
  readonly post: string;
  readonly person: string | null;
  readonly opensAt: number;
  readonly dueAt: number;
  readonly rules: string[];
  readonly ladder: readonly Rung[];
  readonly missedAt: number | null;
  readonly rung: number;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
}

/** More than a screen can show; whoever owes more has another trouble than paging. */
const MOST = 500;

/** What a site owes, or one post of it, by due time; with what its rosters will make it owe, as far as that has been computed. */
export function outstandingAt(
  sql: Sql,
  { org, site, post }: { org: OrganisationId; site: SiteId; post: string | undefined },
): Promise<readonly OutstandingRow[]> {
  return sql<OutstandingRow[]>`
    select noun, id, key, what, detail, post, person, opens_at as "opensAt", due_at as "dueAt", rules, ladder,
      missed_at as "missedAt", rung, acknowledged_by as "acknowledgedBy", acknowledged_at as "acknowledgedAt"
    from obligation
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and met_at is null and ended_at is null
    order by due_at, noun, id, key
    limit ${MOST}`;
}
