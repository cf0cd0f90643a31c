import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { signOnDueAt } from "#duty/attendance/coming-due.ts";
import type { Reaction } from "#duty/door/table.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { businessDateAt, datePlus, type Instant } from "#duty/grammar/time.ts";
import { rosterId } from "#duty/roster/roster.ts";
import { occurrenceOf, pastOfPost, type Site } from "#duty/site/site.ts";
import type { SiteEntry } from "#duty/site/site-shapes.ts";
import { composer } from "./composer.ts";
import { owedOn } from "./owed-dates.ts";

/*
 * A set-up that changes may bring a shift whose time to sign on has come already: it was taken out and comes back, or begins earlier now, or is
 * to be signed on for earlier. Whoever the plan names for it is asked to come from then on (ZB-25).
 */

/** Follows a post that is set up anew: its plan is asked who is waited for from now on in such shifts. */
export const awaitReturned: Reaction = (entry, { setup }) => {
  const site = setup as Site;
  const { key: post } = entry.body as Extract<SiteEntry, { type: "site.post-established" }>["body"];
  const shifts = returnedAt(site, { post, at: entry.at });
  const months = [...new Set(shifts.map(({ date }) => rosterId(post, date)))];
  return months.map((id) => {
    const ofMonth = shifts.filter(({ date }) => rosterId(post, date) === id);
    const named = ofMonth.map(({ date, shift }) => ({ date, shift }));
    return { act: "roster.await", body: { post, month: id.split("/")[1], shifts: named } };
  });
};

interface Change {
  readonly post: string;
  readonly at: Instant;
}

/** Shifts of a post for which the time to sign on has come by the set-up as it is, and had not before. */
function returnedAt(site: Site, change: Change): readonly ShiftOccurrence[] {
  const { post, at } = change;
  const today = businessDateAt(at, site.zone, "00:00");
  const around = [-1, 0, 1].flatMap((days) => owedOn(site, { post, date: datePlus(today, days) }));
  return around.filter((shift) => at < shift.endsAt && isDue(site, shift, at) && !wasDue(site, shift, change));
}

function isDue(site: Site, shift: ShiftOccurrence, at: Instant, under = site.version): boolean {
  const id = turnId({ ...shift, person: "" });
  return signOnDueAt(shift, composer.ruleFor("attendance", site, id, under) as AttendanceRule) <= at;
}

/** The same by the set-up of before. */
function wasDue(site: Site, shift: ShiftName, { post, at }: Change): boolean {
  const before = { ...site, posts: { ...site.posts, [post]: pastOfPost(site, post).slice(0, -1) } };
  const own = occurrenceOf(before, shift);
  return own !== undefined && isDue(site, own, at, site.version - 1);
}
