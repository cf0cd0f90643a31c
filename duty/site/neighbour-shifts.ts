import { type BusinessDate, datePlus, type WallTime, wallMinutes } from "#duty/grammar/time.ts";

/*
 * What comes before and after a shift, by the plan of its post. Everything is counted on the wall calendar of the site: an hour that a clock
 * change takes or gives moves nobody's relief.
 */

/** Enough of a shift to say when it stands on the wall. */
interface PlannedShift {
  readonly key: string;
  readonly starts: WallTime;
  readonly minutes: number;
}

interface ShiftOfDay {
  readonly date: BusinessDate;
  readonly shift: string;
}

/** A shift of a date on the wall calendar, in `wallMinutes`. */
export interface PlannedSpan extends ShiftOfDay {
  readonly from: number;
  readonly until: number;
}

/** The shifts of a date, of the day before and of the day after, in the order in which they begin. */
export function spansAround(
  planOn: (date: BusinessDate) => readonly PlannedShift[],
  date: BusinessDate,
): PlannedSpan[] {
  return [-1, 0, 1]
    .map((days) => datePlus(date, days))
    .flatMap((day) => planOn(day).map((shift) => spanOn(shift, day)))
    .toSorted((one, other) => one.from - other.from);
}

function spanOn({ key: shift, starts, minutes }: PlannedShift, date: BusinessDate): PlannedSpan {
  const from = wallMinutes(date, starts);
  return { date, shift, from, until: from + minutes };
}

/** The shifts before and after one as one leafs through the book of a post; undefined where the post no longer knows the shift. */
export function leafed(
  plan: readonly PlannedShift[],
  { date, shift }: ShiftOfDay,
): { previous: ShiftOfDay; next: ShiftOfDay } | undefined {
  const turns = spansAround(() => plan, date).map((each) => ({ date: each.date, shift: each.shift }));
  const at = turns.findIndex((each) => each.date === date && each.shift === shift);
  const [previous, next] = [turns[at - 1], turns[at + 1]];
  return at >= 0 && previous && next ? { previous, next } : undefined;
}
