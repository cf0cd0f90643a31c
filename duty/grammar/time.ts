import { Temporal } from "temporal-polyfill";

/** A moment: whole milliseconds since 1970-01-01T00:00Z. Entries hold integers only, so this is also its form in the journal. */
export type Instant = number & { readonly instant: unique symbol };

/** The local date on which a shift was planned to start, `YYYY-MM-DD`. */
export type BusinessDate = string & { readonly businessDate: unique symbol };

/** A zone of the tz database, such as `Asia/Shanghai`. */
export type ZoneName = string;

/** Local wall-clock time, `HH:MM`. */
export type WallTime = string;

export const minute = 60_000;

export function instant(milliseconds: number): Instant {
  return milliseconds as Instant;
}

/** Reads RFC 3339 text; for tests and files, never for what a client says about time. */
export function instantOf(text: string): Instant {
  return instant(Temporal.Instant.from(text).epochMilliseconds);
}

export function iso(at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}

export function plusMinutes(at: Instant, minutes: number): Instant {
  return instant(at + minutes * minute);
}

/** Whole minutes from `from` to `to`, rounded towards zero; negative when `to` is earlier. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.trunc((to - from) / minute);
}

/** Shifts ask for the same few moments again and again, and asking costs more than deciding. */
const known = new Map<string, Instant>();
const mostKnown = 20_000;

/** A wall time that a clock change skips or repeats is read as RFC 5545 does: later in a gap, earlier in an overlap. */
export function localInstant(date: BusinessDate, time: WallTime, zone: ZoneName): Instant {
  const name = `${date}T${time}[${zone}]`;
  const before = known.get(name);
  if (before !== undefined) return before;
  if (known.size >= mostKnown) known.clear();
  const found = findInstant(date, time, zone);
  known.set(name, found);
  return found;
}

function findInstant(date: BusinessDate, time: WallTime, zone: ZoneName): Instant {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time),
  });
  return instant(zoned.epochMilliseconds);
}

/** The business date of a moment that belongs to no shift; the site's day begins at `dayStartsAt`, not at midnight. */
export function businessDateAt(at: Instant, zone: ZoneName, dayStartsAt: WallTime): BusinessDate {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const started = Temporal.PlainTime.compare(local.toPlainTime(), Temporal.PlainTime.from(dayStartsAt)) >= 0;
  const date = started ? local.toPlainDate() : local.toPlainDate().subtract({ days: 1 });
  return date.toString() as BusinessDate;
}

export function datePlus(date: BusinessDate, days: number): BusinessDate {
  return Temporal.PlainDate.from(date).add({ days }).toString() as BusinessDate;
}

/** `YYYY-MM` of a date: the name of a roster's month. */
export function monthOf(date: BusinessDate): string {
  return date.slice(0, 7);
}

/** `YYYY-MM-DD HH:MM` on the wall of the site; how sentences and paper tell time. */
export function wallClock(at: Instant, zone: ZoneName): { date: BusinessDate; time: WallTime } {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return {
    date: local.toPlainDate().toString() as BusinessDate,
    time: local.toPlainTime().toString({ smallestUnit: "minute" }),
  };
}
