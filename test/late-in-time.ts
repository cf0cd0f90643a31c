import { signOffKey } from "#duty/attendance/going-owed.ts";
import type { Touched } from "#duty/door/table.ts";
import { dueOutcomeOf } from "#duty/ledger/outcome.ts";

/* Truth 5 read plainly: what an entry calls late is late on the ledger, and nothing else is. */

/** Entries that tell of one of several things which they end; others tell of all of them. */
const toldOf: Readonly<Record<string, string>> = { "absence.returned": "absence.return" };

/** In words, each entry that tells how late something was otherwise than the ledger counts it. `now` is when it was written. */
export function lateAndInTime(touched: readonly Touched[], now: number): string[] {
  return touched.flatMap(({ entries, obligations }) =>
    entries.flatMap(({ type, at, body }) => {
      const { lateMinutes, from } = body as { lateMinutes?: number; from?: string };
      const spoken = toldOf[type];
      const all = obligations.filter(({ metAt, what }) => metAt === at && (spoken === undefined || what === spoken));
      // Who comes back twice in one moment speaks of the leave that is over now.
      const met = spoken === undefined ? all : all.slice(-1);
      if (lateMinutes === undefined || from !== undefined || met.length === 0) return [];
      const late = met.filter((each) => dueOutcomeOf(each, now) === "late").map(({ key }) => key);
      if (late.length > 0 === lateMinutes > 0) return [];
      return [`${type} says ${lateMinutes} minutes late, the ledger counts as late: ${late.join(", ") || "nothing"}`];
    }),
  );
}

/** In words, each sign-off that was met late and never counted as missed, or counted as missed and then met in time. */
export function missedInTime(touched: readonly Touched[], now: number): string[] {
  return touched.flatMap(({ key, obligations, escalations }) =>
    obligations.flatMap((each) => {
      if (key.noun !== "attendance" || each.key !== signOffKey || each.metAt === undefined) return [];
      const isLate = dueOutcomeOf(each, now) === "late";
      const wasMissed = escalations[signOffKey]?.missedAt !== undefined;
      return isLate === wasMissed ? [] : [`${key.id} signed off ${isLate ? "late" : "in time"}, missed: ${wasMissed}`];
    }),
  );
}
