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

type Span = Pick<PlannedSpan, "from" | "until">;

/** Whether a span begins, by plan, after another and goes on when that is over: who stands in it can take over from that one. */
export function outlasts(later: Span, earlier: Span): boolean {
  return later.from > earlier.from && later.until > earlier.until;
}

/**
 * Which of these spans, in the order in which they begin, follows one: of those that are there when it ends and go on, the last to begin. Shifts
 * that overlap have a neighbour like those that touch; where a post stands empty between two, neither follows the other.
 */
export function followerOf(spans: readonly PlannedSpan[], own: Span): PlannedSpan | undefined {
  return spans.findLast((each) => outlasts(each, own) && each.from <= own.until);
}

/** Which of these spans one follows; of several that end near its beginning the one that ends nearest to it. */
export function precederOf(spans: readonly PlannedSpan[], own: Span): PlannedSpan | undefined {
  const before = spans.filter((each) => {
    const next = followerOf(spans, each);
    return next?.from === own.from && next.until === own.until;
  });
  const apart = ({ until }: Span) => Math.abs(until - own.from);
  return before.toSorted((one, other) => apart(one) - apart(other))[0];
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
