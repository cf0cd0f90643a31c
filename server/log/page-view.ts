import type { Sql } from "postgres";
import { logKind, type Page } from "#duty/log/log.ts";
import type { Context } from "#server/door/context.ts";
import { count, dateColumn, maybe, moment, textColumn, word } from "#server/door/view-columns.ts";
import { type RowIn, viewTable } from "#server/door/view-table.ts";

/** The pages of all books, for lists; what stands on a page is read from its stream. */
export const pageTable = viewTable({
  table: "page",
  kind: logKind,
  columns: {
    post: textColumn,
    date: dateColumn,
    shift: textColumn,
    phase: word<Exclude<Page["phase"], "unknown">>(),
    startsAt: moment,
    endsAt: moment,
    lines: count,
    corrections: count,
    closedAt: maybe(moment),
    handover: maybe(textColumn),
    next: maybe(textColumn),
    countersignedAt: maybe(moment),
    countersignedBy: maybe(textColumn),
  },
  row: (page) => {
    if (page.phase === "unknown") return undefined;
    const { post, date: day, shift, startsAt, endsAt } = page.occurrence;
    const { phase, lines, corrections } = page;
    const closed = page.phase === "closed" ? page : undefined;
    return {
      ...{ post, date: day, shift, phase, startsAt, endsAt },
      lines: lines.length,
      corrections,
      closedAt: closed?.closedAt ?? null,
      handover: closed?.handover ?? null,
      next: page.phase === "open" ? null : (page.next ?? null),
      countersignedAt: closed?.countersigned?.at ?? null,
      countersignedBy: closed?.countersigned?.by ?? null,
    };
  },
});

/** The latest pages of a site, or of one post of it, that began before a moment; newest first. */
export function pagesBefore(
  sql: Sql,
  { org }: Context,
  { site, post, before, most }: { site: string; post: string | undefined; before: number; most: number },
): Promise<readonly RowIn<typeof pageTable>[]> {
  return sql<RowIn<typeof pageTable>[]>`
    select ${sql.unsafe(pageTable.select)}
    from page
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and starts_at < ${before}
    order by starts_at desc, id
    limit ${most}`;
}
