import type { Sql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Rung } from "#duty/grammar/obligation.ts";
import type { RungCall } from "#duty/grammar/rung-call.ts";
import type { Instant } from "#duty/grammar/time.ts";
import {
  count,
  flag,
  json,
  maybe,
  type RowOf,
  selectList,
  textColumn,
  type ViewColumn,
} from "#server/door/view-columns.ts";
import { owedColumns } from "./owed-columns.ts";

const instantColumn: ViewColumn<Instant> = { type: "bigint" };

const columns = {
  site: textColumn,
  ...owedColumns,
  dueAt: instantColumn,
  ladder: json<readonly Rung[]>(),
  rung: count,
  calls: json<readonly RungCall[]>(),
  acknowledgedBy: maybe(textColumn),
  acknowledgedAt: maybe(instantColumn),
  selfAnswered: flag,
};

const select = selectList(columns);

/** Something that is owed and about which somebody was called. */
export type CallRow = RowOf<typeof columns>;

/** Most calls that are told at once, those first that are due first. */
export const MOST_CALLS = 500;

interface AtSites {
  readonly org: OrganisationId;
  readonly sites: readonly SiteId[];
}

/** What is owed at sites and about which somebody was called, by due time. */
export function callRowsAt(sql: Sql, { org, sites }: AtSites): Promise<readonly CallRow[]> {
  return sql<CallRow[]>`
    select ${sql.unsafe(select)} from obligation
    where org = ${org} and site = any (${[...sites]}::text[]) and rung > 0 and met_at is null and ended_at is null
    order by due_at, site, noun, id, key
    limit ${MOST_CALLS}`;
}

/** A line of the ledger as it tells where somebody is, or should be. */
export interface WhereRow {
  readonly site: string;
  readonly id: string;
  readonly key: string;
  readonly what: string;
  readonly person: string | null;
  readonly detail: CallRow["detail"];
  readonly dueAt: Instant;
}

/** What is owed at posts, for reading who is there and who should be. */
export function owedAtPosts(sql: Sql, { org, sites }: AtSites, posts: readonly string[]): Promise<readonly WhereRow[]> {
  return sql<WhereRow[]>`
    select site, id, key, what, person, detail, due_at as "dueAt" from obligation
    where org = ${org} and site = any (${[...sites]}::text[]) and post = any (${[...new Set(posts)]}::text[])
      and met_at is null and ended_at is null
    order by site, id, key`;
}
