import type { Sql } from "postgres";
import type { DueOutcome } from "#duty/ledger/outcome.ts";
import type { Context } from "#server/door/context.ts";
import { flag, maybe, moment, type RowOf, selectList, textColumn } from "#server/door/view-columns.ts";
import { owedColumns } from "#server/ledger/owed-columns.ts";

/*
 * What came of obligations, summed by the database as `dueOutcomeOf` tells it of each. A range of due moments is read from one index that holds
 * all that is summed, so that what lies before the range costs nothing.
 */

/** Obligations of a site that were due from one moment on and before another. */
export interface DueRange {
  readonly site: string;
  readonly from: number;
  readonly until: number;
}

/** How many were due, and what came of them; those that were void before their moment or whose moment is still to come are none of them. */
export interface Counts {
  readonly due: number;
  readonly inTime: number;
  readonly late: number;
  readonly missed: number;
}

/** `post` or `rules` says what was summed: the other is null. */
type GroupedRow = Counts & { readonly post: string | null; readonly rules: readonly string[] | null };

/** Sums of a range by post and by the rules that are cited together. */
export function countsByPostAndRules(
  sql: Sql,
  { org }: Context,
  { site, from, until }: DueRange,
  now: number,
): Promise<readonly GroupedRow[]> {
  return sql<GroupedRow[]>`
    select post, rules, ${countsOf(sql, now)}
    from obligation
    where org = ${org} and site = ${site} and due_at >= ${from} and due_at < ${until}
    group by grouping sets ((post), (rules))`;
}

/** Sums of days, each told by the moments at which it begins and ends; in the order given, a day without any included. */
export function countsByDay(
  sql: Sql,
  { org }: Context,
  { site, days }: { readonly site: string; readonly days: readonly Pick<DueRange, "from" | "until">[] },
  now: number,
): Promise<readonly Counts[]> {
  return sql<Counts[]>`
    select ${countsOf(sql, now)}
    from json_to_recordset(${JSON.stringify(days)}::text::json) as day("from" bigint, "until" bigint)
    left join obligation on org = ${org} and site = ${site} and due_at >= day."from" and due_at < day."until"
    group by day."from"
    order by day."from"`;
}

const evidence = {
  ...owedColumns,
  metAt: maybe(moment),
  endedAt: maybe(moment),
  acknowledgedBy: maybe(textColumn),
  selfAnswered: flag,
};

/** One obligation behind a figure. */
export type BehindFigureRow = RowOf<typeof evidence>;

export interface FigureAsked extends DueRange {
  readonly rule: string | undefined;
  readonly post: string | undefined;
  readonly outcome: DueOutcome | undefined;
  readonly most: number;
}

/** The obligations behind a figure, the soonest due first. Without an outcome all that were due, whatever came of them. */
export function obligationsBehind(
  sql: Sql,
  { org }: Context,
  { site, from, until, rule, post, outcome, most }: FigureAsked,
  now: number,
): Promise<readonly BehindFigureRow[]> {
  const came = outcomeIn(sql, now);
  return sql<BehindFigureRow[]>`
    select ${sql.unsafe(selectList(evidence))}
    from obligation
    where org = ${org} and site = ${site} and due_at >= ${from} and due_at < ${until}
      ${post === undefined ? sql`` : sql`and post = ${post}`}
      ${rule === undefined ? sql`` : sql`and ${rule} = any (rules)`}
      and ${outcome === undefined ? sql`${came} in ('in-time', 'late', 'missed')` : sql`${came} = ${outcome}`}
    order by due_at, noun, id, key
    limit ${most}`;
}

/** What was due from a moment on and was met late, the last met first. */
export function settledSince(
  sql: Sql,
  { org }: Context,
  { site, from, until, most }: DueRange & { readonly most: number },
): Promise<readonly BehindFigureRow[]> {
  return sql<BehindFigureRow[]>`
    select ${sql.unsafe(selectList(evidence))}
    from obligation
    where org = ${org} and site = ${site} and due_at >= ${from} and due_at < ${until} and met_at >= due_at
    order by met_at desc, noun, id, key
    limit ${most}`;
}

function countsOf(sql: Sql, now: number) {
  const came = outcomeIn(sql, now);
  return sql`
    count(*) filter (where ${came} in ('in-time', 'late', 'missed'))::int as due,
    count(*) filter (where ${came} = 'in-time')::int as "inTime",
    count(*) filter (where ${came} = 'late')::int as late,
    count(*) filter (where ${came} = 'missed')::int as missed`;
}

/** `dueOutcomeOf` in the words of the database; null where there is no obligation. */
function outcomeIn(sql: Sql, now: number) {
  return sql`case
    when met_at < due_at then 'in-time'
    when met_at >= due_at then 'late'
    when ended_at < due_at then 'void'
    when ended_at >= due_at then 'missed'
    when due_at <= ${now} then 'missed'
    when due_at > ${now} then 'open'
  end`;
}
