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
  const today = businessDateAt(now, site.zone, "00:00");
  const all = spansAround((day) => shiftsOn(site, post, day), today).flatMap(
    ({ date, shift }) => occurrenceOf(site, { post, date, shift }) ?? [],
  );
  const shift = all.findLast((each) => isRunning(each, now));
  const next = shift ? shiftAfter(site, shift) : all.find((each) => each.startsAt > now);
  const last = all.findLast((each) => each !== shift && each.startsAt <= now);
  return { post, shift, next, last };
}

/** Whether a shift has begun and is not over: its last moment belongs to the next one. */
function isRunning({ startsAt, endsAt }: Pick<ShiftOccurrence, "startsAt" | "endsAt">, now: Instant): boolean {
  return startsAt <= now && now < endsAt;
}
