import type { Sql } from "postgres";
import { openLeave, unsaidLeave } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import type { Context } from "#server/door/context.ts";
import { flag, moment, textColumn } from "#server/door/view-columns.ts";
import { viewTable } from "#server/door/view-table.ts";

/** Which turns have a leave that is open, for lists; what was said of it is read from its stream. */
export const absenceTable = viewTable({
  table: "absence",
  kind: absenceKind,
  columns: { post: textColumn, open: flag, since: moment },
  row: (absence) => {
    const open = openLeave(absence) ?? unsaidLeave(absence);
    // Of the leave that lists show; standing for somebody else afterwards makes nobody's absence younger.
    const leave = open ?? absence.times.findLast((each) => each.kind === "leave");
    const stand = absence.times.findLast((each) => each.kind === "stand");
    const since = leave === undefined ? stand?.since : (leave.leftAt ?? leave.asked?.at);
    return since === undefined ? undefined : { post: absence.turn.post, open: open !== undefined, since };
  },
});

/** Ids of what is open at a site, the oldest first. */
export async function openAbsences(
  sql: Sql,
  { org }: Context,
  { site, most }: { site: string; most: number },
): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from absence where org = ${org} and site = ${site} and open order by since, id limit ${most}`;
  return rows.map(({ id }) => id);
}
