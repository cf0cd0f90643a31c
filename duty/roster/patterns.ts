import type { PersonId } from "#duty/grammar/entry.ts";
import { type BusinessDate, dayMinutes, wallMinutes } from "#duty/grammar/time.ts";
import type { Assignment } from "./roster.ts";

/** How people follow each other through the shifts of a post. */
export type Pattern = "rotating" | "fixed";

export const patterns = ["rotating", "fixed"] as const satisfies readonly Pattern[];

/** A shift of a day that a plan is to fill. */
interface OpenShift {
  readonly date: BusinessDate;
  readonly shift: string;
}

/**
 * Who stands in which shift, one person each, who leads it. `rotating`: everybody takes the next shift each day and rests once through, as many
 * days as there are more people than shifts. `fixed`: everybody keeps one shift; where people are enough for two of each, they take turns day
 * by day. Counted from a day that never changes, so that one month goes on where the one before ended. Shifts that nobody is there for stay open.
 */
export function planByPattern(
  pattern: Pattern,
  { shifts, order, people }: { shifts: readonly OpenShift[]; order: readonly string[]; people: readonly PersonId[] },
): Assignment[] {
  return shifts.flatMap(({ date, shift }) => {
    const person =
      people[indexOf(pattern, { day: dayNumber(date), at: order.indexOf(shift) }, order.length, people.length)];
    return person === undefined ? [] : [{ date, shift, person, leading: true }];
  });
}

function indexOf(pattern: Pattern, { day, at }: { day: number; at: number }, shifts: number, people: number): number {
  if (pattern === "rotating") return people < shifts ? -1 : modulo(at - day, people);
  const groups = Math.max(1, Math.floor(people / shifts));
  return at + shifts * modulo(day, groups);
}

function dayNumber(date: BusinessDate): number {
  return Math.floor(wallMinutes(date, "00:00") / dayMinutes);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
