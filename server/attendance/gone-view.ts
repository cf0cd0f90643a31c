import type { Sql } from "postgres";
import type { Context } from "#server/door/context.ts";
import { type RowOf, selectList, textColumn } from "#server/door/view-columns.ts";

const columns = { id: textColumn, key: textColumn };

/** The line of the ledger by which somebody owed their sign-off; its stream is their turn. */
type GoneRow = RowOf<typeof columns>;

/**
 * Whoever has come to these shifts and is not there any more; shifts are named as `shiftId` writes. A shift has as many as stood in it, and
 * nothing is read of any other.
 */
export function turnsGone(
  sql: Sql,
  { org }: Pick<Context, "org">,
  { site, shifts }: { readonly site: string; readonly shifts: readonly string[] },
): Promise<readonly GoneRow[]> {
  // What begins with a name and a slash lies between the two, as a nought comes next after a slash.
  return sql<GoneRow[]>`
    select ${sql.unsafe(selectList(columns))}
    from json_to_recordset(${JSON.stringify(shifts.map((shift) => ({ shift })))}::text::json) as named (shift text)
    join obligation on org = ${org} and site = ${site} and noun = 'attendance'
      and id >= named.shift || '/' and id < named.shift || '0'
    where what = 'attendance.sign-off' and met_at is not null
    order by id, key`;
}
