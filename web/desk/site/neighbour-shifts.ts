import { type BusinessDate, datePlus } from "#duty/grammar/time.ts";
import type { ShiftPlan } from "#server/site/site-answer.ts";

export interface ShiftOfDay {
  readonly date: string;
  readonly shift: string;
}

/** The shifts before and after one, as the post's day goes round; undefined where the post no longer knows the shift. */
export function neighbourShifts(
  plan: readonly ShiftPlan[],
  { date, shift }: ShiftOfDay,
): { previous: ShiftOfDay; next: ShiftOfDay } | undefined {
  const turn = plan.toSorted((one, other) => one.starts.localeCompare(other.starts)).map(({ key }) => key);
  const at = turn.indexOf(shift);
  const [first, last] = [turn[0], turn.at(-1)];
  if (at < 0 || first === undefined || last === undefined) return undefined;
  const day = (days: number) => datePlus(date as BusinessDate, days);
  return {
    previous: at === 0 ? { date: day(-1), shift: last } : { date, shift: turn[at - 1] ?? last },
    next: at === turn.length - 1 ? { date: day(1), shift: first } : { date, shift: turn[at + 1] ?? first },
  };
}
