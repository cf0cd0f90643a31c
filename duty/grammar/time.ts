import { Temporal } from "temporal-polyfill";

/** A moment: whole milliseconds since 1970-01-01T00:00Z. Entries hold integers only, so this is also its form in the journal. */
export type Instant = number & { readonly instant: unique symbol };

/** The local date on which a shift was planned to start, `YYYY-MM-DD`. */
export type BusinessDate = string & { readonly businessDate: unique symbol };

/** A zone of the tz database, such as `Asia/Shanghai`. */
export type ZoneName = string;

/** Whether the runtime, which carries the tz database, knows a zone by this name. */
export function isZone(name: string): name is ZoneName {
  return name === "UTC" || Intl.supportedValuesOf("timeZone").includes(name);
}

/** Local wall-clock time, `HH:MM`. */
export type WallTime = string;

export const minute = 60_000;

/** Minutes of a day of 24 hours, which is what a text means by days before a moment. A day of the calendar may have more or fewer. */
export const dayMinutes = 24 * 60;

export function instant(milliseconds: number): Instant {
  return milliseconds as Instant;
}

/** Reads RFC 3339 text; for tests and files, never for what a client says about time. */
export function instantOf(text: string): Instant {
  return instant(Temporal.Instant.from(text).epochMilliseconds);
}

/** As far as dates of four digits go, with a day to spare for zones. */
const legible = { from: instantOf("0001-01-02T00:00:00Z"), until: instantOf("9999-12-30T00:00:00Z") };

/** The nearest moment that has a date. What an earlier release took beyond that is read as the first or the last, and breaks no list. */
export function legibly(at: number): Instant {
  return instant(Math.min(Math.max(at, legible.from), legible.until));
}

export function iso(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(legibly(at)).toString();
}

/** Stays a whole number that every reader of an answer can hold, however far `at` lies. */
export function plusMinutes(at: Instant, minutes: number): Instant {
  const later = at + minutes * minute;
  return instant(Math.min(Math.max(later, -Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER));
}

/** Whole minutes from `from` to `to`, rounded towards zero; negative when `to` is earlier. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.trunc((to - from) / minute);
}

/** Answers that every command asks for again and that never change; forgotten all at once when there are too many. */
const remembered = new Map<string, unknown>();
const mostRemembered = 10_000;

/** What `compute` answered under this name, if that is still remembered; it must depend on the name alone. */
export function computedOnce<T>(name: string, compute: () => T): T {
  const known = remembered.get(name) as T | undefined;
  if (known !== undefined) return known;
  if (remembered.size >= mostRemembered) remembered.clear();
  const answer = compute();
  remembered.set(name, answer);
  return answer;
}

/**
 * A wall time that a clock change repeats is its first; one that it skips is the moment of the jump. So whatever comes first on the wall clock
 * never comes later in time.
 */
export function localInstant(date: BusinessDate, time: WallTime, zone: ZoneName): Instant {
  return computedOnce(`${date} ${time} ${zone}`, () => {
    const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
    const zoned = wall.toZonedDateTime(zone);
    const skipped = !zoned.toPlainDateTime().equals(wall);
    const jump = skipped ? zoned.add({ nanoseconds: 1 }).getTimeZoneTransition("previous") : undefined;
    return instant((jump ?? zoned).epochMilliseconds);
  });
}

/** The business date of a moment that belongs to no shift; the site's day begins at `dayStartsAt`, not at midnight. */
export function businessDateAt(at: Instant, zone: ZoneName, dayStartsAt: WallTime): BusinessDate {
  // Days begin on a whole minute, in every zone of our time.
  const wholeMinute = Math.floor(legibly(at) / minute);
  return computedOnce(`${wholeMinute} ${zone} ${dayStartsAt}`, () => {
    const local = Temporal.Instant.fromEpochMilliseconds(wholeMinute * minute).toZonedDateTimeISO(zone);
    const started = Temporal.PlainTime.compare(local.toPlainTime(), Temporal.PlainTime.from(dayStartsAt)) >= 0;
    const date = started ? local.toPlainDate() : local.toPlainDate().subtract({ days: 1 });
    return date.toString() as BusinessDate;
  });
}

export function datePlus(date: BusinessDate, days: number): BusinessDate {
  return computedOnce(
    `${date} + ${days}`,
    () => Temporal.PlainDate.from(date).add({ days }).toString() as BusinessDate,
  );
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: BusinessDate): number {
  return computedOnce(`weekday ${date}`, () => Temporal.PlainDate.from(date).dayOfWeek);
}

/**
 * From when until when a shift is, given by the wall clock on which it begins and its length there: it ends where a shift begins that follows it
 * on the wall, so that an hour which clocks take or give lies within a shift and never between two.
 */
export function shiftSpan(date: BusinessDate, shift: WallSpan, zone: ZoneName): Span {
  const known = spans.get(shift) ?? new Map<ZoneName, Map<BusinessDate, Span>>();
  spans.set(shift, known);
  const there = known.get(zone) ?? new Map<BusinessDate, Span>();
  known.set(zone, there);
  const span = there.get(date) ?? spanOf(date, shift, zone);
  there.set(date, span);
  return span;
}

interface WallSpan {
  readonly starts: WallTime;
  readonly minutes: number;
}

interface Span {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A shift never changes, it is followed by another. */
const spans = new WeakMap<WallSpan, Map<ZoneName, Map<BusinessDate, Span>>>();

function spanOf(date: BusinessDate, { starts, minutes }: WallSpan, zone: ZoneName): Span {
  return computedOnce(`${date} ${starts} + ${minutes} ${zone}`, () => {
    const ends = wallClock(plusMinutes(localInstant(date, starts, "UTC"), minutes), "UTC");
    return { startsAt: localInstant(date, starts, zone), endsAt: localInstant(ends.date, ends.time, zone) };
  });
}

/** Minutes on the wall calendar, in no zone at all: two plans are compared by them, whatever clocks do in between. */
export function wallMinutes(date: BusinessDate, time: WallTime): number {
  return localInstant(date, time, "UTC") / minute;
}

/** `YYYY-MM` of a date: the name of a roster's month. */
export function monthOf(date: BusinessDate): string {
  return date.slice(0, 7);
}

function monthNumber(date: BusinessDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** The months from that of one date to that of another, both with it and none left out; none where `until` lies in an earlier month. */
export function monthsBetween(from: BusinessDate, until: BusinessDate): readonly string[] {
  const [first, last] = [from, until].map(monthNumber) as [number, number];
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, ahead) => {
    const [year, month] = [Math.floor((first + ahead) / 12), ((first + ahead) % 12) + 1];
    return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
  });
}

/** `YYYY-MM-DD HH:MM` on the wall of the site; how sentences and paper tell time. */
export function wallClock(at: Instant, zone: ZoneName): { date: BusinessDate; time: WallTime } {
  const local = Temporal.Instant.fromEpochMilliseconds(legibly(at)).toZonedDateTimeISO(zone);
  return {
    date: local.toPlainDate().toString() as BusinessDate,
    time: local.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}
