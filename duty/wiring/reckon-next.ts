import type { Consequence, Reaction } from "#duty/door/table.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import { gapDueAt, isEmptiness, type Manning } from "#duty/manning/manning.ts";
import type { ManningRule } from "#duty/manning/manning-rule.ts";
import { isRunning } from "#duty/site/running-shift.ts";
import { occurrenceOf, type Site, shiftAfter } from "#duty/site/site.ts";
import { composer } from "./composer.ts";

/* A post that is known to stand empty does not become quiet because a shift ends. */

/**
 * A shift is over in which nobody stood at the post any more, or for which nobody was found in time: where nobody stands there when the next one
 * begins either, the calling goes on in that moment instead of waiting for whoever is due.
 */
export const reckonNext: Reaction = (entry, { key, state, setup }) => {
  const { post, date, gaps, under } = state as Manning;
  const site = setup as Site;
  // Whether it was known is asked of the text by which it was called about.
  const { manned } = composer.ruleFor("manning", site, key.id, under ?? 0) as ManningRule;
  const over = gaps.filter((gap) => {
    const isKnown = isEmptiness(gap) || (manned !== undefined && gapDueAt(gap, manned) < gap.endsAt);
    return isKnown && gap.endedAt === entry.at && gap.endsAt <= entry.at;
  });
  return goesOn(
    site,
    over.map(({ shift, startsAt, endsAt }) => {
      return { post, date: date as BusinessDate, shift, startsAt, endsAt, under: site.version };
    }),
    entry.at,
  );
};

/**
 * Nobody waits any more for whoever never came. Where the shift was made longer meanwhile, it still runs, and nobody is due for what is left of it;
 * where it is over, nobody may stand at the post when the next one begins.
 */
export const reckonNeverCame: Reaction = (entry, { key, setup }) => {
  const { post, date, shift } = turnNamed(key.id);
  const occurrence = occurrenceOf(setup as Site, { post, date, shift });
  if (!occurrence) return [];
  const runs = isRunning(occurrence, entry.at);
  if (runs) return [{ act: "manning.reckon", body: { post, date, changed: shift, atOnce: true } }];
  return goesOn(setup as Site, [occurrence], entry.at);
};

/** The shifts after these that have begun: where nobody stands at the post, it has been empty all along. */
function goesOn(site: Site, over: readonly ShiftOccurrence[], at: Instant): readonly Consequence[] {
  const next = over.flatMap((each) => shiftAfter(site, each) ?? []).filter(({ startsAt }) => startsAt <= at);
  const began = new Map(next.map((each) => [shiftId(each), each]));
  return [...began.values()].map(({ post, date, shift }) => ({
    act: "manning.reckon",
    body: { post, date, changed: shift, atOnce: true, goesOn: true },
  }));
}
