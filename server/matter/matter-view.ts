import type { Sql } from "postgres";
import { type MatterClass, matterKind } from "#duty/matter/matter.ts";
import type { Context } from "#server/door/context.ts";
import { count, flag, maybe, moment, textColumn, word } from "#server/door/view-columns.ts";
import { viewTable } from "#server/door/view-table.ts";

/** Which matters there are, for lists; what was said of one is read from its stream. */
export const matterTable = viewTable({
  table: "matter",
  kind: matterKind,
  columns: {
    post: textColumn,
    class: word<MatterClass>(),
    openedAt: moment,
    dueAt: moment,
    settledAt: maybe(moment),
    holder: maybe(textColumn),
    passes: count,
    released: flag,
  },
  row: (matter) => {
    if (matter.phase === "unknown") return undefined;
    const { post, class: its, openedAt, dueAt, holder, passes, released } = matter;
    const settledAt = matter.phase === "settled" ? matter.settledAt : null;
    return { post, class: its, openedAt, dueAt, settledAt, holder: holder ?? null, passes, released };
  },
});

interface PageOfMatters {
  readonly site: string;
  readonly post: string | undefined;
  /** Of the last matter before these; undefined for the first ones. */
  readonly after?: string | undefined;
  readonly most: number;
}

/** Ids of what is open at a site, or at one post of it, by due time. */
export async function openMatters(
  sql: Sql,
  { org }: Context,
  { site, post, after, most }: PageOfMatters,
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from matter
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and settled_at is null
      and (${after ?? null}::text is null or (due_at, id) > (
        select last.due_at, last.id from matter last where last.org = ${org} and last.site = ${site} and last.id = ${after ?? null}))
    order by due_at, id
    limit ${most}`;
  return rows.map(({ id }) => id);
}

/** Ids of what was settled before a moment, the latest first. */
export async function closedMatters(
  sql: Sql,
  { org }: Context,
  { site, post, before, after, most }: PageOfMatters & { readonly before: number },
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from matter
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and settled_at < ${before}
      and (${after ?? null}::text is null or (-settled_at, id) > (
        select -last.settled_at, last.id from matter last where last.org = ${org} and last.site = ${site} and last.id = ${after ?? null}))
    order by settled_at desc, id
    limit ${most}`;
  return rows.map(({ id }) => id);
}
