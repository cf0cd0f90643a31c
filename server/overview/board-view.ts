import type { Sql } from "postgres";
import type { Handover } from "#duty/handover/handover.ts";
import { lineTimes } from "#duty/log/line-times.ts";
import type { Context } from "#server/door/context.ts";

/* The latest of each post, sought post by post: what is older is not touched. Streams are sought one by one, each by its key (`limit 1`): all
 * streams of a noun are never read to be joined. */

/** A hand-over as the board asks of it. */
export interface BoardHandover {
  readonly id: string;
  readonly post: string;
  readonly date: string;
  readonly shift: string;
  readonly phase: Exclude<Handover["phase"], "unknown">;
  readonly endsAt: number;
  readonly completedAt: number | null;
  readonly lateMinutes: number | null;
}

/** The latest three hand-overs of each post, newest first: the one that runs, the one before, and one that begins already. */
export function latestHandovers(
  sql: Sql,
  { org }: Context,
  { site, posts }: { readonly site: string; readonly posts: readonly string[] },
): Promise<readonly BoardHandover[]> {
  return sql<BoardHandover[]>`
    select handed.*
    from unnest(${[...posts]}::text[]) as its(post)
    cross join lateral (
      select id, handover.post, date::text as date, shift, phase, ends_at as "endsAt", completed_at as "completedAt",
        late_minutes as "lateMinutes"
      from handover
      where org = ${org} and site = ${site} and handover.post = its.post
      order by starts_at desc
      limit 3) as handed`;
}

/** First day of the month before which nothing is sought that is still going on: parts of the journal that are older are not opened. */
interface Recently {
  readonly bornSince: string;
}

/** When each post last wrote a line, by its device where that can be believed: read from the journal, of its two latest pages. */
export async function lastLines(
  sql: Sql,
  { org }: Context,
  { site, posts, bornSince }: { readonly site: string; readonly posts: readonly string[] } & Recently,
): Promise<readonly { readonly post: string; readonly at: number }[]> {
  const lines = await sql<{ post: string; at: number; deviceAt: number | null }[]>`
    select its.post, line.at, line."deviceAt"
    from unnest(${[...posts]}::text[]) as its(post)
    cross join lateral (
      select id from page
      where org = ${org} and site = ${site} and page.post = its.post
      order by starts_at desc
      limit 2) as latest
    cross join lateral (
      select born_month from stream
      where org = ${org} and site = ${site} and noun = 'log' and stream.id = latest.id
      limit 1) as stream
    cross join lateral (
      select at, (convert_from(bytes, 'UTF8')::json ->> 'deviceTime')::bigint as "deviceAt" from entry
      where org = ${org} and site = ${site} and noun = 'log' and entry.id = latest.id
        and entry.born_month = stream.born_month and entry.born_month >= ${bornSince} and type = 'log.line-written'
      order by version desc
      limit 1) as line`;
  const byPost = Map.groupBy(lines, ({ post }) => post);
  return [...byPost].map(([post, its]) => ({ post, at: Math.max(...its.map((line) => lineTimes(line).written)) }));
}

/** When whoever is on duty came: read from the journal, by the ids of their turns. */
export function cameAt(
  sql: Sql,
  { org }: Context,
  { site, turns, bornSince }: { readonly site: string; readonly turns: readonly string[] } & Recently,
): Promise<readonly { readonly id: string; readonly at: number }[]> {
  return sql<{ id: string; at: number }[]>`
    select its.id, came.at
    from unnest(${[...turns]}::text[]) as its(id)
    cross join lateral (
      select born_month from stream
      where org = ${org} and site = ${site} and noun = 'attendance' and stream.id = its.id
      limit 1) as stream
    cross join lateral (
      select at from entry
      where org = ${org} and site = ${site} and noun = 'attendance' and entry.id = its.id
        and entry.born_month = stream.born_month and entry.born_month >= ${bornSince} and type = 'attendance.signed-on'
      order by version desc
      limit 1) as came`;
}
