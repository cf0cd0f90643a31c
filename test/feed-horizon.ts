import type { Sql } from "postgres";
import { until } from "./until.ts";

/**
 * Waits until a feed could tell all that is committed: it stops below the oldest transaction that runs, and the stories beside this one
 * have their transactions on the same server.
 */
export async function feedHorizon(sql: Sql): Promise<void> {
  await until(async () => {
    const held = await sql`select from feed where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1`;
    return held.length === 0;
  });
}
