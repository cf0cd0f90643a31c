import type { StreamKey } from "#duty/grammar/entry.ts";
import { standingAmong, turnId } from "#duty/grammar/presence.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { shiftAfter } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { type Sight, siteSeen } from "./meeting.ts";

/** Whoever is the last one at a post that goes on stays, also where it was closed alone or the relief is away (ZB-24). */
export function isLastThere(sight: Sight, { site, id }: StreamKey, occurrence: ShiftOccurrence): boolean {
  const next = shiftAfter(siteSeen(sight, site), occurrence);
  if (!next || sight.now >= next.endsAt) return false;
  const there = standingAmong(presencesIn(sight.outstanding({ site, post: occurrence.post })));
  return !there.some(({ turn }) => turnId(turn) !== id);
}
