import type { Sql } from "postgres";
import type { Handover } from "#duty/handover/handover.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import type { Context } from "#server/door/context.ts";
import type { View } from "#server/door/view.ts";

/** One hand-over in a list. Moments are milliseconds since 1970. */
export interface HandoverRow {
  readonly id: string;
  readonly post: string;
  readonly date: string;
  readonly shift: string;
  readonly phase: "open" | "prepared" | "completed";
  readonly startsAt: number;
  readonly endsAt: number;
  readonly preparedAt: number | null;
  readonly completedAt: number | null;
  readonly outgoing: string | null;
  readonly incoming: string | null;
  readonly lateMinutes: number | null;
  readonly problems: number;
  readonly matters: number;
  readonly faults: number;
  readonly faultsOpen: number;
}

/** The history of hand-overs, for lists. */
export const handoverView: View = {
  table: "handover",
  nouns: [handoverKind.noun],
  apply: ({ org, touched, sql }) => {
    const rows = touched.flatMap(({ key, state }) => {
      const row = rowOf(key.id, state as Handover);
      return row ? [{ site: key.site, ...row }] : [];
    });
    return [
      sql`
        insert into handover (org, site, id, post, date, shift, phase, starts_at, ends_at, prepared_at, completed_at,
            outgoing, incoming, late_minutes, problems, matters, faults, faults_open)
          select ${org}, site, id, post, date, shift, phase, "startsAt", "endsAt", "preparedAt", "completedAt",
            outgoing, incoming, "lateMinutes", problems, matters, faults, "faultsOpen"
          from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(site text, id text, post text, date date,
            shift text, phase text, "startsAt" bigint, "endsAt" bigint, "preparedAt" bigint, "completedAt" bigint,
            outgoing text, incoming text, "lateMinutes" int, problems int, matters int, faults int, "faultsOpen" int)
          on conflict (org, site, id) do update set phase = excluded.phase, prepared_at = excluded.prepared_at,
            completed_at = excluded.completed_at, outgoing = excluded.outgoing, incoming = excluded.incoming,
            late_minutes = excluded.late_minutes, problems = excluded.problems, matters = excluded.matters,
            faults = excluded.faults, faults_open = excluded.faults_open`,
    ];
  },
};

function rowOf(id: string, handover: Handover): HandoverRow | undefined {
  if (handover.phase === "unknown") return undefined;
  const { occurrence, phase, preparation, problems, firstPreparedAt } = handover;
  const over = handover.phase === "completed" ? handover : undefined;
  const { post, date, shift, startsAt, endsAt } = occurrence;
  return {
    ...{ id, post, date, shift, phase, startsAt, endsAt },
    preparedAt: firstPreparedAt ?? null,
    completedAt: over?.completedAt ?? null,
    outgoing: over?.outgoing ?? handover.preparedBy ?? null,
    incoming: over?.incoming ?? preparation?.relief ?? null,
    lateMinutes: over?.lateMinutes ?? null,
    problems: problems.length,
    matters: preparation?.matters.length ?? 0,
    faults: over?.faults.length ?? 0,
    faultsOpen: over?.faults.filter((each) => !each.acknowledged).length ?? 0,
  };
}

/** The latest hand-overs of a site, or of one post of it, that began before a moment; newest first. */
export function handoversBefore(
  sql: Sql,
  { org }: Context,
  { site, post, before, most }: { site: string; post: string | undefined; before: number; most: number },
): Promise<readonly HandoverRow[]> {
  return sql<HandoverRow[]>`
    select id, post, date::text, shift, phase, starts_at::float8 as "startsAt", ends_at::float8 as "endsAt",
      prepared_at::float8 as "preparedAt", completed_at::float8 as "completedAt", outgoing, incoming,
      late_minutes as "lateMinutes", problems, matters, faults, faults_open as "faultsOpen"
    from handover
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and starts_at < ${before}
    order by starts_at desc, id
    limit ${most}`;
}
