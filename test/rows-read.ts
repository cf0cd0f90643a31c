import type { Sql } from "postgres";

/** Rows of tables that some work reads in the transaction of `sql`, whether by an index or by reading through: as a database counts them. */
export async function rowsReadBy<T>(
  sql: Sql,
  work: () => Promise<T>,
): Promise<{ readonly rows: number; readonly answer: T }> {
  const before = await counted(sql);
  const answer = await work();
  return { rows: (await counted(sql)) - before, answer };
}

async function counted(sql: Sql): Promise<number> {
  const [row] = await sql<{ rows: number }[]>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as rows from pg_stat_xact_user_tables`;
  return row?.rows ?? 0;
}
