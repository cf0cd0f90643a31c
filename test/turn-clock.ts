import { planAhead } from "#server/clock/plan-ahead.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { openRuntime, type Runtime } from "#server/door/runtime.ts";
import { openPool } from "#server/postgres/pool.ts";
import type { FreshDatabase } from "./database.ts";

/** The clock does all that is due now: it looks ahead, what was missed is missed, and who is to be called is called. */
export async function turnClock(database: Pick<FreshDatabase, "connectionOptions">, runtime: Runtime): Promise<void> {
  const pool = openPool(database.connectionOptions(), "zb_clock", { max: 2 });
  const clock = openRuntime({ ...runtime, pool });
  for (let due = 1; due > 0; ) due = (await planAhead(clock, 50)) + (await wakeDue(clock, 50, broke));
  await pool.end({ timeout: 5 });
}

function broke(line: string): never {
  throw new Error(line);
}
