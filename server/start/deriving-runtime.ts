import type { Sql } from "postgres";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { instant } from "#duty/grammar/time.ts";
import { entryShapes } from "#duty/nouns.ts";
import { openRuntime, type Runtime } from "#server/door/runtime.ts";
import { views } from "./served-nouns.ts";

/** A door through which nothing is appended: it knows how to derive, and has no keys. */
export function derivingRuntime(pool: Sql): Runtime {
  const sealerOf = () => Promise.reject(new Error("where rows are derived no entries are written"));
  const now = () => instant(Date.now());
  return openRuntime({ pool, table: dutyTable, calendar, shapes: entryShapes, views, sealerOf, now });
}
