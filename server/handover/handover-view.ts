import type { Sql } from "postgres";
import type { Handover } from "#duty/handover/handover.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import type { Context } from "#server/door/context.ts";
import { count, dateColumn, maybe, moment, textColumn, word } from "#server/door/view-columns.ts";
import { type RowIn, viewTable } from "#server/door/view-table.ts";

/** The history of hand-overs, for lists. */
export const handoverTable = viewTable({
  table: "handover",
  kind: handoverKind,
  columns: {
    post: textColumn,
    date: dateColumn,
    shift: textColumn,
    phase: word<Exclude<Handover["phase"], "unknown">>(),
    startsAt: moment,
    endsAt: moment,
    preparedAt: maybe(moment),
    completedAt: maybe(moment),
    outgoing: maybe(textColumn),
    incoming: maybe(textColumn),
    lateMinutes: maybe(count),
    problems: count,
    matters: count,
    faults: count,
    faultsOpen: count,
  },
  row: (handover) => {
    if (handover.phase === "unknown") return undefined;
    const { occurrence, phase, preparation, problems, firstPreparedAt, faults } = handover;
    const over = handover.phase === "completed" ? handover : undefined;
    const { post, date: day, shift, startsAt, endsAt } = occurrence;
    return {
      ...{ post, date: day, shift, phase, startsAt, endsAt },
      preparedAt: firstPreparedAt ?? null,
      completedAt: over?.completedAt ?? null,
      outgoing: over?.outgoing ?? handover.preparedBy ?? null,
      incoming: over?.incoming ?? preparation?.relief ?? null,
      lateMinutes: over?.lateMinutes ?? null,
      problems: problems.length,
      matters: preparation?.matters.length ?? 0,
      faults: faults.length,
      faultsOpen: faults.filter((each) => !each.acknowledged).length,
    };
  },
});

/** The latest hand-overs of a site, or of one post of it, that began before a moment; newest first. */
export function handoversBefore(
  sql: Sql,
  { org }: Context,
  { site, post, before, most }: { site: string; post: string | undefined; before: number; most: number },
): Promise<readonly RowIn<typeof handoverTable>[]> {
  return sql<RowIn<typeof handoverTable>[]>`
    select ${sql.unsafe(handoverTable.select)}
    from handover
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and starts_at < ${before}
    order by starts_at desc, id
    limit ${most}`;
}
