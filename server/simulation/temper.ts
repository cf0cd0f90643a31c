import { keyName } from "#duty/door/working-set.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { type Instant, instant, minutesBetween, plusMinutes } from "#duty/grammar/time.ts";
import type { Life } from "./habit.ts";
import { habits } from "./habits.ts";

/** When somebody does something owed, and how; without a time, not until somebody is called about it. */
export interface Temper {
  readonly how: "in-time" | "late" | "wrong" | "never";
  readonly when?: Instant;
  /** So many rungs had been called when it was drawn. */
  readonly rung: number;
}

interface Drawing {
  readonly line: LedgerLine;
  readonly person: PersonId;
  readonly before: Temper | undefined;
  readonly now: Instant;
}

/** Drawn once for each thing and person; once somebody is called about it, whoever put it off does it after all. */
export function temperFor(life: Life, drawing: Drawing): Temper {
  const { line, person, before, now } = drawing;
  const rung = life.troupe.sight.streams.get(keyName(line.stream))?.escalations[line.obligation.key]?.rung ?? 0;
  if (isForgotten(life, line, person)) return { how: "never", when: line.obligation.dueAt, rung };
  if (before && (rung <= before.rung || before.how === "in-time")) return before;
  if (before) return { how: "in-time", when: plusMinutes(now, life.chance.between(2, 6)), rung };
  // Whoever would not do it and has been called about it already knows of it at the next look.
  return { ...firstTemper(life, drawing), rung: 0 };
}

function firstTemper(life: Life, { line, person, now }: Drawing): Omit<Temper, "rung"> {
  const { chance } = life;
  const { opensAt, dueAt, detail, ...owed } = line.obligation;
  const named = owed.person ?? detail?.person;
  // What somebody else owes is done for them by others only when it is long overdue.
  if (named !== undefined && named !== person)
    return { how: "late", when: plusMinutes(dueAt, chance.between(75, 160)) };
  const drawn = chance.next();
  if (drawn < 0.01) return { how: "never", when: dueAt };
  if (drawn < 0.035) return { how: "late", when: plusMinutes(dueAt, chance.between(2, 20)) };
  const from = instant(Math.max(opensAt, now));
  const how = drawn < 0.07 ? "wrong" : "in-time";
  const left = Math.max(0, minutesBetween(from, dueAt));
  if (chance.happens(0.4))
    return { how, when: plusMinutes(from, Math.min(chance.between(1, 240), Math.floor(left / 2))) };
  const lead = Math.min(chance.between(14, 25), Math.ceil((left * chance.between(30, 80)) / 100));
  return { how, when: plusMinutes(dueAt, -Math.min(lead, left)) };
}

/** Whether somebody leaves undone what they owe, as the habits say. */
export function isForgotten(life: Life, line: LedgerLine, person: PersonId): boolean {
  return habits.some(({ forgets }) => forgets?.(life, line, person));
}
