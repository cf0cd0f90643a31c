import type { Sql } from "postgres";
import { earliest } from "#duty/grammar/obligation.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";

/** The earliest of all moments at which something is to be looked at; unknown where that was. */
export function soonest(
  due: Instant | undefined | "unknown",
  ...wakes: readonly (Instant | undefined)[]
): Instant | undefined | "unknown" {
  return due === "unknown" ? due : earliest([due, ...wakes]);
}

/** When the clock has something to do next. */
export async function nextDue(clock: Sql): Promise<Instant | undefined> {
  const [row] = await clock<{ next: number | null }[]>`
    select least((select min(not_before) from wake), (select min(due_at) from plan)) as next`;
  return row?.next === null || row === undefined ? undefined : instant(row.next);
}
