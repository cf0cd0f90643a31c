import type { Sql } from "postgres";

/** Nothing is entered into the journal until what this answers is called; what is looked at is seen. */
export async function holdJournal(owner: Sql): Promise<() => Promise<void>> {
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`lock table entry in share row exclusive mode`;
  return async () => {
    await holder`rollback`;
    holder.release();
  };
}

/** Whether so many sessions of a database wait for others. */
export function isWaitedFor(owner: Sql, database: string, sessions: number): () => Promise<boolean> {
  return async () =>
    (await owner`select from pg_stat_activity where datname = ${database} and wait_event_type = 'Lock'`).length >=
    sessions;
}
