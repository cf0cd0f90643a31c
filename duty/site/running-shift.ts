import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { businessDateAt, type Instant } from "#duty/grammar/time.ts";
import { spansAround } from "./neighbour-shifts.ts";
import { occurrenceOf, type Site, shiftAfter, shiftsOn } from "./site.ts";

/** One post at a moment: the shift that runs, the one that follows, and the last that began before, no longer ago than yesterday. */
export interface PostNow {
  readonly post: string;
  readonly shift: ShiftOccurrence | undefined;
  readonly next: ShiftOccurrence | undefined;
  readonly last: ShiftOccurrence | undefined;
}

/** Where two shifts overlap, the later one runs; where none runs, the next to begin follows. */
export function postAt(site: Site, post: string, now: Instant): PostNow {
  const all = shiftsAround(site, post, now);
  const shift = all.findLast((each) => isRunning(each, now));
  const next = shift ? shiftAfter(site, shift) : all.find((each) => each.startsAt > now);
  const last = all.findLast((each) => each !== shift && each.startsAt <= now);
  return { post, shift, next, last };
}

/** Every shift of a post that runs at a moment; more than one where they overlap. */
export function shiftsRunningAt(site: Site, post: string, now: Instant): readonly ShiftOccurrence[] {
  return shiftsAround(site, post, now).filter((each) => isRunning(each, now));
}

/** Every shift of a post that runs for a while beside another one, which begins the day before it or the day after at most. */
export function shiftsBeside(site: Site, post: string, other: ShiftOccurrence): readonly ShiftOccurrence[] {
  const all = shiftsAround(site, post, other.startsAt);
  return all.filter(({ startsAt, endsAt }) => startsAt < other.endsAt && other.startsAt < endsAt);
}

function shiftsAround(site: Site, post: string, now: Instant): readonly ShiftOccurrence[] {
  const today = businessDateAt(now, site.zone, "00:00");
  return spansAround((day) => shiftsOn(site, post, day), { date: today, zone: site.zone }).flatMap(
    ({ date, shift }) => occurrenceOf(site, { post, date, shift }) ?? [],
  );
}

/** Whether a shift has begun and is not over: its last moment belongs to the next one. */
export function isRunning({ startsAt, endsAt }: Pick<ShiftOccurrence, "startsAt" | "endsAt">, now: Instant): boolean {
  return startsAt <= now && now < endsAt;
}
