import { tellsOfComing } from "#duty/attendance/coming-due.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import type { Touched } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minute } from "#duty/grammar/time.ts";
import { dueOutcomeOf } from "#duty/ledger/outcome.ts";
import type { World } from "#duty/world.ts";

/* Truth 5 read plainly: what an entry calls late is late on the ledger, and nothing else is. */

/** Entries that tell of one of several things which they end; others tell of all of them. */
const toldOf: Readonly<Record<string, string>> = {
  "absence.returned": "absence.return",
  "handover.completed": "handover.complete",
};

/**
 * In words, each entry that tells how late something was otherwise than the ledger counts it. `now` is when it was written. Whoever comes again was
 * late, or was not, when they came first.
 */
export function lateAndInTime(touched: readonly Touched[], now: number): string[] {
  return touched.flatMap(({ entries, obligations }) =>
    entries.flatMap(({ type, at, body }) => {
      const { lateMinutes, from, again } = body as { lateMinutes?: number; from?: string; again?: true };
      const spoken = toldOf[type];
      // Who said only when they were late already until when they would be away is late for the time before, and is awaited once more.
      const all = obligations.filter(
        ({ key, metAt, what }) =>
          metAt === at && (spoken === undefined || what === spoken) && !key.endsWith("/after-all"),
      );
      // Who comes, or comes back, twice in one moment speaks of the last time.
      const met = all.filter(({ what }, index) => all.findLastIndex((each) => each.what === what) === index);
      if (lateMinutes === undefined || from !== undefined || again || met.length === 0) return [];
      const late = met.filter((each) => dueOutcomeOf(each, now) === "late").map(({ key }) => key);
      if (late.length > 0 === lateMinutes > 0) return [];
      return [`${type} says ${lateMinutes} minutes late, the ledger counts as late: ${late.join(", ") || "nothing"}`];
    }),
  );
}

/**
 * In words, each coming or going that was counted as missed and then met in time, and each sign-off that was met late and never counted as missed:
 * the clock looks at no other one before it is met. What else a turn owes may be corrected afterwards, by when it was so.
 */
export function missedInTime(world: World, touched: readonly Touched[], now: number): string[] {
  return touched.flatMap(({ key, obligations, escalations }) =>
    obligations.flatMap((each) => {
      const isSignOff = key.noun === "attendance" && each.key === signOffKey;
      const isOfTurn = isSignOff || (key.noun === "attendance" && tellsOfComing(each.key) && !wasMoved(world, key));
      if (each.metAt === undefined || !isOfTurn) return [];
      const isLate = dueOutcomeOf(each, now) === "late";
      const wasMissed = escalations[each.key]?.missedAt !== undefined;
      if (isLate === wasMissed || (isLate && !isSignOff)) return [];
      return [`${each.key} of ${key.id} was met ${isLate ? "late" : "in time"}, missed: ${wasMissed}`];
    }),
  );
}

/** A shift that was set up anew to begin at another time is owed by then: what had been missed was owed by the time of before. */
function wasMoved(world: World, key: StreamKey): boolean {
  const { entries = [] } = world.streams.get(keyName(key)) ?? {};
  const begins = entries.flatMap(({ body }) => (body as { occurrence?: ShiftOccurrence }).occurrence?.startsAt ?? []);
  return new Set(begins).size > 1;
}

/** How far each stream of a world had come, and what it owed, when an act touched it last. */
const seenBefore = new WeakMap<object, Map<string, { readonly version: number; readonly owed: ReadonlySet<string> }>>();

/**
 * In words, each thing that an act made somebody owe by a time that was past already: nobody can do that. What the clock writes down was owed by
 * the plan before, and what is asked for at once is due in that very moment. A stream that the clock led on in between is only looked at.
 */
export function owedTooLate(world: object, touched: readonly Touched[], now: number): string[] {
  const streams = seenBefore.get(world) ?? new Map();
  seenBefore.set(world, streams);
  return touched.flatMap(({ key, entries, obligations }) => {
    const stream = `${key.site}:${key.noun}/${key.id}`;
    const { version, owed } = streams.get(stream) ?? { version: 0, owed: new Set<string>() };
    const [first, last] = [entries[0], entries.at(-1)];
    if (!first || !last) return [];
    streams.set(stream, { version: last.version, owed: new Set(obligations.map((each) => each.key)) });
    if (first.version !== version + 1 || entries.every(({ type }) => type === "attendance.expected")) return [];
    return obligations
      .filter((each) => !owed.has(each.key) && each.metAt === undefined && each.endedAt === undefined)
      .filter(({ dueAt }) => dueAt < now && !couldHaveComeBy(dueAt, obligations, now))
      .map(({ what, dueAt }) => `${what} of ${stream} was due ${(now - dueAt) / minute} minutes before it came to be`);
  });
}

/** Whoever comes late owes what they would have come in time for: they could have met it by meeting what they were waited for with. */
function couldHaveComeBy(time: Instant, obligations: readonly Obligation[], now: number): boolean {
  return obligations.some(({ what, dueAt, metAt }) => what === "attendance.sign-on" && metAt === now && dueAt <= time);
}
