import type { Sql } from "postgres";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Context } from "#server/door/context.ts";
import { count, flag, maybe, moment, type RowOf, selectList, textColumn } from "#server/door/view-columns.ts";
import { answeredIn, owedColumns } from "#server/ledger/owed-columns.ts";
import { overdueToldOnce } from "./overdue-told-once.ts";

/* What a site owes now, each question only as wide as the part of the screen that shows it: a site of two hundred posts owes thousands of things. */

const owed = {
  ...owedColumns,
  missedAt: maybe(moment),
  rung: count,
  acknowledgedBy: maybe(textColumn),
  acknowledgedAt: maybe(moment),
  selfAnswered: flag,
};

/** One obligation that is not yet met. */
export type UnmetRow = RowOf<typeof owed>;

interface ToDoAsked {
  readonly site: string;
  readonly now: number;
  /** What comes due before this moment is told too, where it is no part of an ordinary change of shift. */
  readonly soon: number;
  /** Hand-overs that wait for one signature. */
  readonly halfSigned: readonly string[];
  /** What a change of shift brings by itself, told only once it is overdue. */
  readonly routine: readonly string[];
  readonly most: number;
}

/** What somebody has to do: what is called, what is overdue, what waits for one signature, kit that is followed up, what comes soon. The calls first, then by due time. */
export function toDoOf(
  sql: Sql,
  { org }: Context,
  { site, now, soon, halfSigned, routine, most }: ToDoAsked,
): Promise<readonly (UnmetRow & { readonly total: number })[]> {
  return sql<(UnmetRow & { readonly total: number })[]>`
    select ${sql.unsafe(selectList(owed))}, count(*) over ()::int as total
    from obligation
    where org = ${org} and site = ${site} and met_at is null and ended_at is null
      and (due_at <= ${now}
        or (what = 'matter.settle' and detail ->> 'item' is not null)
        or (due_at < ${soon} and what <> all (${[...routine]}))
        or (what = 'handover.complete' and id = any (${[...halfSigned]})))
    order by (rung > 0 and not ${answeredIn(sql)}) desc, due_at, noun, id, key
    limit ${most}`;
}

const personal = { id: textColumn, key: textColumn, what: textColumn, post: textColumn, person: textColumn };

/** Outstanding lines that name a person: they tell who is on duty, away and covering. */
export function linesOfPeople(sql: Sql, { org }: Context, site: string): Promise<readonly RowOf<typeof personal>[]> {
  return sql<RowOf<typeof personal>[]>`
    select ${sql.unsafe(selectList(personal))}
    from obligation
    where org = ${org} and site = ${site} and met_at is null and ended_at is null and person is not null
    order by due_at, noun, id, key`;
}

/** Somebody who is to relieve a post and has not come. */
export interface ComingRow {
  /** `<post>/<date>/<shift>/<person>` */
  readonly id: string;
  readonly dueAt: number;
}

/** What is owed says its noun: to ask for the noun as well would let the key be read, with every turn that ever was. */
export function comingBefore(
  sql: Sql,
  { org }: Context,
  { site, until }: { readonly site: string; readonly until: number },
): Promise<readonly ComingRow[]> {
  return sql<ComingRow[]>`
    select id, due_at as "dueAt"
    from obligation
    where org = ${org} and site = ${site} and met_at is null and ended_at is null and due_at < ${until}
      and what = 'attendance.relief'
    order by due_at, id`;
}

/** What a post owes, in numbers. */
export interface OwedAtPost {
  readonly post: string;
  /** Of these each thing once (`toldOnce`). */
  readonly overdue: number;
  readonly matters: number;
  readonly mattersOverdue: number;
}

export function owedByPost(
  sql: Sql,
  { org }: Context,
  { site, now }: { readonly site: string; readonly now: number },
): Promise<readonly OwedAtPost[]> {
  return sql<OwedAtPost[]>`
    select post,
      ${overdueToldOnce(sql, now)} as overdue,
      count(*) filter (where what = 'matter.settle')::int as matters,
      count(*) filter (where what = 'matter.settle' and due_at <= ${now})::int as "mattersOverdue"
    from obligation
    where org = ${org} and site = ${site} and met_at is null and ended_at is null
    group by post`;
}

/** So many obligations of one kind that come due at one moment; `post` is one of those that owe them. */
export interface AheadRow {
  readonly what: string;
  readonly at: number;
  readonly count: number;
  readonly post: string;
}

export function aheadOf(
  sql: Sql,
  { org }: Context,
  { site, from, until, most }: { site: string; from: number; until: number; most: number },
): Promise<readonly AheadRow[]> {
  return sql<AheadRow[]>`
    select what, due_at as at, count(*)::int as count, min(post) as post
    from obligation
    where org = ${org} and site = ${site} and met_at is null and ended_at is null
      and due_at > ${from} and due_at < ${until}
    group by what, due_at
    order by due_at, what
    limit ${most}`;
}

/** What comes next for one person: what they owe themselves, and where they are to relieve. */
export function nextFor(
  sql: Sql,
  { org }: Context,
  { site, person, now }: { site: string; person: PersonId; now: number },
): Promise<readonly UnmetRow[]> {
  return sql<UnmetRow[]>`
    select ${sql.unsafe(selectList(owed))}
    from obligation
    where org = ${org} and site = ${site} and met_at is null and ended_at is null and due_at > ${now}
      and (person = ${person} or (what = 'attendance.relief' and detail ->> 'person' = ${person}))
    order by due_at, noun, id, key
    limit 1`;
}
