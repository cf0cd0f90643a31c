import type { Sql } from "postgres";
import type { Context } from "#server/door/context.ts";

/* What happened at a site since a moment and should be looked at: the latest first. */

interface Since {
  readonly site: string;
  readonly since: number;
  readonly most: number;
}

/** An entry of the kinds that `entry_of_notes` finds by time, as its bytes tell it. */
export interface NotedRow {
  readonly noun: string;
  readonly id: string;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Violations, abandonments, and people who never came. */
export function notedSince(sql: Sql, { org }: Context, { site, since, most }: Since): Promise<readonly NotedRow[]> {
  return sql<NotedRow[]>`
    select noun, id, hash, bytes from entry
    where org = ${org} and site = ${site} and at >= ${since}
      and type in ('attendance.abandoned', 'attendance.absent', 'violation.recorded')
    order by at desc, noun, id
    limit ${most}`;
}

/** Turns whose person left the post for a while. */
export function leavesSince(
  sql: Sql,
  { org }: Context,
  { site, since, most }: Since,
): Promise<readonly { readonly id: string }[]> {
  return sql<{ id: string }[]>`
    select id from absence
    where org = ${org} and site = ${site} and since >= ${since}
    order by since desc, id
    limit ${most}`;
}

export interface LateHandoverRow {
  readonly id: string;
  readonly post: string;
  readonly completedAt: number;
  readonly lateMinutes: number;
}

/** Hand-overs that were completed after the end of their shift. `begunSince`: shifts that began before are not looked for. */
export function lateHandoversSince(
  sql: Sql,
  { org }: Context,
  { site, since, most, posts, begunSince }: Since & { readonly posts: readonly string[]; readonly begunSince: number },
): Promise<readonly LateHandoverRow[]> {
  return sql<LateHandoverRow[]>`
    select handed.*
    from unnest(${[...posts]}::text[]) as its(post)
    cross join lateral (
      select id, handover.post, completed_at as "completedAt", late_minutes as "lateMinutes"
      from handover
      where org = ${org} and site = ${site} and handover.post = its.post and starts_at >= ${begunSince}
        and completed_at >= ${since} and late_minutes > 0) as handed
    order by "completedAt" desc, id
    limit ${most}`;
}

/** Entries of signatures on these hand-overs: they may hold the reason why one came late. */
export function signaturesOn(
  sql: Sql,
  { org }: Context,
  { site, handovers }: { readonly site: string; readonly handovers: readonly string[] },
): Promise<readonly NotedRow[]> {
  return sql<NotedRow[]>`
    select entry.noun, entry.id, entry.hash, entry.bytes
    from stream join entry using (org, site, noun, id, born_month)
    where org = ${org} and site = ${site} and noun = 'handover' and id = any (${[...handovers]}) and type = 'handover.signed'
    order by entry.id, entry.version`;
}
