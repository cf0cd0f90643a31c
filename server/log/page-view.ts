import type { Sql } from "postgres";
import { logKind, type Page } from "#duty/log/log.ts";
import type { Context } from "#server/door/context.ts";
import type { View } from "#server/door/view.ts";

/** One page in a list. Moments are milliseconds since 1970. */
export interface PageRow {
  readonly id: string;
  readonly post: string;
  readonly date: string;
  readonly shift: string;
  readonly phase: "open" | "cut" | "closed";
  readonly startsAt: number;
  readonly endsAt: number;
  readonly lines: number;
  readonly corrections: number;
  readonly closedAt: number | null;
  readonly handover: string | null;
  readonly next: string | null;
  readonly countersignedAt: number | null;
  readonly countersignedBy: string | null;
}

/** The pages of all books, for lists; what stands on a page is read from its stream. */
export const pageView: View = {
  table: "page",
  nouns: [logKind.noun],
  apply: ({ org, touched, sql }) => {
    const rows = touched.flatMap(({ key, state }) => {
      const row = rowOf(key.id, state as Page);
      return row ? [{ site: key.site, ...row }] : [];
    });
    return [
      sql`
        insert into page (org, site, id, post, date, shift, phase, starts_at, ends_at, lines, corrections, closed_at,
            handover, next, countersigned_at, countersigned_by)
          select ${org}, site, id, post, date, shift, phase, "startsAt", "endsAt", lines, corrections, "closedAt",
            handover, next, "countersignedAt", "countersignedBy"
          from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(site text, id text, post text, date date,
            shift text, phase text, "startsAt" bigint, "endsAt" bigint, lines int, corrections int, "closedAt" bigint,
            handover text, next text, "countersignedAt" bigint, "countersignedBy" text)
          on conflict (org, site, id) do update set phase = excluded.phase, lines = excluded.lines,
            corrections = excluded.corrections, closed_at = excluded.closed_at, handover = excluded.handover,
            next = excluded.next, countersigned_at = excluded.countersigned_at,
            countersigned_by = excluded.countersigned_by`,
    ];
  },
};

function rowOf(id: string, page: Page): PageRow | undefined {
  if (page.phase === "unknown") return undefined;
  const { post, date, shift, startsAt, endsAt } = page.occurrence;
  const { phase, lines, corrections } = page;
  const closed = page.phase === "closed" ? page : undefined;
  return {
    ...{ id, post, date, shift, phase, startsAt, endsAt },
    lines: lines.length,
    corrections,
    closedAt: closed?.closedAt ?? null,
    handover: closed?.handover ?? null,
    next: page.phase === "open" ? null : (page.next ?? null),
    countersignedAt: closed?.countersigned?.at ?? null,
    countersignedBy: closed?.countersigned?.by ?? null,
  };
}

/** The latest pages of a site, or of one post of it, that began before a moment; newest first. */
export function pagesBefore(
  sql: Sql,
  { org }: Context,
  { site, post, before, most }: { site: string; post: string | undefined; before: number; most: number },
): Promise<readonly PageRow[]> {
  return sql<PageRow[]>`
    select id, post, date::text, shift, phase, starts_at::float8 as "startsAt", ends_at::float8 as "endsAt", lines,
      corrections, closed_at::float8 as "closedAt", handover, next, countersigned_at::float8 as "countersignedAt",
      countersigned_by as "countersignedBy"
    from page
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and starts_at < ${before}
    order by starts_at desc, id
    limit ${most}`;
}
