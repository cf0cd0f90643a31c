import {
  type BusinessDate,
  datePlus,
  type Instant,
  shiftSpan,
  type WallTime,
  wallMinutes,
  type ZoneName,
} from "#duty/grammar/time.ts";

/*
 * What comes before and after a shift, by the plan of its post. Shifts that meet on the wall clock meet in time (`shiftSpan`), so an hour that a
 * clock change takes or gives moves nobody's relief.
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

/** A shift of a date, from when until when it is. */
export interface PlannedSpan extends ShiftOfDay {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** The shifts of a date and of so many days before and after it, in the order in which they begin. */
export function spansAround(
  planOn: (date: BusinessDate) => readonly PlannedShift[],
  { date, zone, days = 1 }: { readonly date: BusinessDate; readonly zone: ZoneName; readonly days?: number },
): PlannedSpan[] {
  return Array.from({ length: 2 * days + 1 }, (_, index) => datePlus(date, index - days))
    .flatMap((day) => planOn(day).map((shift) => ({ date: day, shift: shift.key, ...shiftSpan(day, shift, zone) })))
    .toSorted((one, other) => one.startsAt - other.startsAt);
}

type Span = Pick<PlannedSpan, "startsAt" | "endsAt">;

/** Whether a span begins after another and goes on when that is over: who stands in it can take over from that one. */
export function outlasts(later: Span, earlier: Span): boolean {
  return later.startsAt > earlier.startsAt && later.endsAt > earlier.endsAt;
}

/**
 * Which of these spans, in the order in which they begin, follows one: of those that are there when it ends and go on, the last to begin. Shifts
 * that overlap have a neighbour like those that touch; where a post stands empty between two, neither follows the other.
 */
export function followerOf(spans: readonly PlannedSpan[], own: Span): PlannedSpan | undefined {
  return spans.findLast((each) => outlasts(each, own) && each.startsAt <= own.endsAt);
}

/** Which of these spans one follows; of several that end near its beginning the one that ends nearest to it. */
export function precederOf(spans: readonly PlannedSpan[], own: Span): PlannedSpan | undefined {
  const followers = followersIn(spans);
  const before = spans.filter((_, index) => {
    const next = followers[index];
    return next?.startsAt === own.startsAt && next.endsAt === own.endsAt;
  });
  const apart = ({ endsAt }: Span) => Math.abs(endsAt - own.startsAt);
  return before.toSorted((one, other) => apart(one) - apart(other))[0];
}

const followersKnown = new WeakMap<readonly PlannedSpan[], readonly (PlannedSpan | undefined)[]>();

/** What follows each span. Each line of the book asks for the same ones, so they are kept with the spans. */
function followersIn(spans: readonly PlannedSpan[]): readonly (PlannedSpan | undefined)[] {
  const followers = followersKnown.get(spans) ?? spans.map((each) => followerOf(spans, each));
  followersKnown.set(spans, followers);
  return followers;
}

/**
 * A bound of the search, not of duty: whatever sort of day a shift is owed on comes round within a year, a leap year included. Where a whole year
 * has none, the post has no other shift, and its book ends there.
 */
export const longestRestDays = 366;

/** A shift in the book of a post, in the order of the wall calendar. */
interface BookPlace extends ShiftOfDay {
  readonly from: number;
}

/**
 * The shifts before and after one as one leafs through the book of a post; undefined where the post no longer knows the shift. `planOn` tells
 * which shifts the post owes on a date: days without any are passed over, and one that is not owed any more on its own date is left as well.
 */
export function leafed(
  plan: readonly PlannedShift[],
  planOn: (date: BusinessDate) => readonly PlannedShift[],
  { date, shift }: ShiftOfDay,
): { previous: ShiftOfDay | undefined; next: ShiftOfDay | undefined } | undefined {
  const own = plan.find(({ key }) => key === shift);
  if (!own) return undefined;
  const places = plan.map(({ key }) => key);
  const from = wallMinutes(date, own.starts);
  const apart = (each: BookPlace) => each.from - from || places.indexOf(each.shift) - places.indexOf(shift);
  const beside = (by: 1 | -1) => {
    for (let days = 0; days <= longestRestDays; days += 1) {
      const day = datePlus(date, by * days);
      const beyond = planOn(day)
        .map((each): BookPlace => ({ date: day, shift: each.key, from: wallMinutes(day, each.starts) }))
        .filter((each) => by * apart(each) > 0)
        .toSorted((one, two) => by * (apart(one) - apart(two)));
      const [nearest] = beyond;
      if (nearest) return { date: nearest.date, shift: nearest.shift };
    }
    return undefined;
  };
  return { previous: beside(-1), next: beside(1) };
}
