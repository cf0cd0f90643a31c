import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { Collision } from "#duty/site/binding.ts";
import { currentPost, type Shift, type Site } from "#duty/site/site.ts";
import { boundFrom, collisionsIn } from "./adoption.ts";
import { composer } from "./composer.ts";

/*
 * Numbers that each are allowed and together ask for what nobody can do in time: it would be missed at every shift, whoever works there. What is
 * owed by a moment is late at that very moment, so whatever is allowed from then on is allowed too late.
 */

/** What the regulations of a set-up would contradict each other in, and what its numbers would newly ask for in vain. */
export function clashesAfter(
  before: Site,
  after: Site,
  about: { readonly from: BusinessDate; readonly told?: string },
): Collision[] {
  return [...collisionsIn(after, composer, about.from), ...newContradictions(before, after, about)];
}

/** What a set-up would ask for in vain; of posts other than the one that is told, only what it does not ask for already. */
export function newContradictions(
  before: Site,
  after: Site,
  { from, told }: { readonly from: BusinessDate; readonly told?: string },
): Collision[] {
  const known = new Set(contradictionsIn(before, from).map((each) => JSON.stringify(each)));
  return contradictionsIn(after, from).filter((each) => each.post === told || !known.has(JSON.stringify(each)));
}

function contradictionsIn(site: Site, from: BusinessDate): Collision[] {
  return boundFrom(site, from).flatMap(({ post, inForce }) => {
    const { shifts = [] } = currentPost(site, post) ?? {};
    const handover = composer.compose("handover", inForce).rule as HandoverRule;
    const attendance = composer.compose("attendance", inForce).rule as AttendanceRule;
    return [...recordsInVain(handover, shifts), ...stayInVain(attendance)].map((each) => ({ post, ...each }));
  });
}

type InVain = Omit<Collision, "post">;

/** The records of a shift are closed by preparing its hand-over: that is possible before they are due, and while the shift lasts. */
function recordsInVain({ records, window }: HandoverRule, shifts: readonly Shift[]): InVain[] {
  if (!records) return [];
  const part = { part: "handover.records.minutesBefore", one: records.cites };
  const short = shifts.filter(({ minutes }) => records.minutesBefore >= minutes);
  return [
    ...(window && records.minutesBefore >= window.minutesBefore
      ? [{ ...part, other: window.cites, against: "handover.window.minutesBefore" }]
      : []),
    ...short.map(({ key }): InVain => ({ ...part, other: ["ZB-10"], against: `shifts.${key}.minutes` })),
  ];
}

/** Whoever is kept at a post is kept from when they should have gone: that they are let go at the latest is due after that. */
function stayInVain({ signOff }: AttendanceRule): InVain[] {
  if (!signOff || signOff.latestMinutes > signOff.withinMinutes) return [];
  const cites = citesOf(signOff);
  const against = "attendance.signOff.withinMinutes";
  return [{ part: "attendance.signOff.latestMinutes", one: cites, other: cites, against }];
}
