import type { Reaction } from "#duty/door/table.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { isEmptiness, type Manning } from "#duty/manning/manning.ts";
import { type Site, shiftAfter } from "#duty/site/site.ts";

/**
 * A shift is over in which nobody stood at the post any more: where nobody does when the next one begins either, it has stood empty all along, and
 * the calling goes on in that moment instead of waiting for whoever is due.
 */
export const reckonNext: Reaction = (entry, { state, setup }) => {
  const { post, date, gaps } = state as Manning;
  const site = setup as Site;
  const over = gaps.filter((gap) => isEmptiness(gap) && gap.endedAt === entry.at && gap.endsAt <= entry.at);
  const next = over.flatMap(({ shift, startsAt, endsAt }) => {
    const own = { post, date: date as BusinessDate, shift, startsAt, endsAt, under: site.version };
    return shiftAfter(site, own) ?? [];
  });
  const began = new Map(next.filter(({ startsAt }) => startsAt <= entry.at).map((each) => [shiftId(each), each]));
  return [...began.values()].map(({ date: day, shift }) => ({
    act: "manning.reckon",
    body: { post, date: day, changed: shift, atOnce: true, goesOn: true },
  }));
};
