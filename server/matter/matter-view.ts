import type { Sql } from "postgres";
import { type Matter, type MatterClass, matterKind } from "#duty/matter/matter.ts";
import type { Context } from "#server/door/context.ts";
import type { View } from "#server/door/view.ts";

interface MatterRow {
  readonly id: string;
  readonly post: string;
  readonly class: MatterClass;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly settledAt: number | null;
  readonly holder: string | null;
  readonly passes: number;
  readonly released: boolean;
}

/** Which matters there are, for lists; what was said of one is read from its stream. */
export const matterView: View = {
  table: "matter",
  nouns: [matterKind.noun],
  apply: ({ org, touched, sql }) => {
    const rows = touched.flatMap(({ key, state }) => {
      const row = rowOf(key.id, state as Matter);
      return row ? [{ site: key.site, ...row }] : [];
    });
    return [
      sql`
        insert into matter (org, site, id, post, class, opened_at, due_at, settled_at, holder, passes, released)
          select ${org}, site, id, post, class, "openedAt", "dueAt", "settledAt", holder, passes, released
          from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(site text, id text, post text, class text,
            "openedAt" bigint, "dueAt" bigint, "settledAt" bigint, holder text, passes int, released boolean)
          on conflict (org, site, id) do update set settled_at = excluded.settled_at, holder = excluded.holder,
            passes = excluded.passes, released = excluded.released`,
    ];
  },
};

function rowOf(id: string, matter: Matter): MatterRow | undefined {
  if (matter.phase === "unknown") return undefined;
  const { post, class: its, openedAt, dueAt, holder, passes, released } = matter;
  const settledAt = matter.phase === "settled" ? matter.settledAt : null;
  return { id, post, class: its, openedAt, dueAt, settledAt, holder: holder ?? null, passes, released };
}

/** Ids of what is open at a site, or at one post of it, by due time. */
export async function openMatters(
  sql: Sql,
  { org }: Context,
  { site, post, most }: { site: string; post: string | undefined; most: number },
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from matter
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and settled_at is null
    order by due_at, id
    limit ${most}`;
  return rows.map(({ id }) => id);
}

/** Ids of what was settled before a moment, the latest first. */
export async function closedMatters(
  sql: Sql,
  { org }: Context,
  { site, post, before, most }: { site: string; post: string | undefined; before: number; most: number },
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from matter
    where org = ${org} and site = ${site} and (${post ?? null}::text is null or post = ${post ?? null})
      and settled_at < ${before}
    order by settled_at desc, id
    limit ${most}`;
  return rows.map(({ id }) => id);
}
