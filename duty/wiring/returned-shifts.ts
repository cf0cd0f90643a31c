import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { signOnDueAt } from "#duty/attendance/coming-due.ts";
import type { Reaction } from "#duty/door/table.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { businessDateAt, datePlus, type Instant } from "#duty/grammar/time.ts";
import type { AwaitBody } from "#duty/roster/await-shifts.ts";
import { rosterId } from "#duty/roster/roster.ts";
import { occurrenceOf, pastOfPost, type Site } from "#duty/site/site.ts";
import type { SiteEntry } from "#duty/site/site-shapes.ts";
import { composer } from "./composer.ts";
import { owedOn } from "./owed-dates.ts";

/*
 * A set-up that changes may bring a shift whose time to sign on has come already: it was taken out and comes back, or begins earlier now, or is
 * to be signed on for earlier. Whoever the plan names for it is asked to come from then on (ZB-25). It may as well take a shift out, or make it end
 * earlier: whoever has not come for it is waited for as long as they may come, and no longer (ZB-24).
 */

/** Follows a post that is set up anew: its plan is asked who is waited for from now on in such shifts, and who is not any more. */
export const awaitReturned: Reaction = (entry, { setup }) => {
  const site = setup as Site;
  const { key: post } = entry.body as Extract<SiteEntry, { type: "site.post-established" }>["body"];
  const change = { post, at: entry.at };
  const shifts = [...returnedAt(site, change), ...endedAt(site, change)];
  const months = [...new Set(shifts.map(({ date }) => rosterId(post, date)))];
  return months.map((id) => {
    const ofMonth = shifts.filter(({ date }) => rosterId(post, date) === id);
    const named = ofMonth.map(({ date, shift, now }) => ({ date, shift, now }));
    return { act: "roster.await", body: { post, month: id.split("/")[1], shifts: named } };
  });
};

type ChangedShift = AwaitBody["shifts"][number];

interface Change {
  readonly post: string;
  readonly at: Instant;
}

/**
 * Shifts of a post that are owed and were not before, and those for which the time to sign on has come by the set-up as it is, and had not. Of the
 * first ones somebody may have been waited for already.
 */
function returnedAt(site: Site, change: Change): readonly ChangedShift[] {
  const before = setUpBefore(site, change);
  return around(site, change).flatMap((shift): ChangedShift[] => {
    if (change.at >= shift.endsAt) return [];
    const comes = isDue(site, shift, change.at) && !wasDue(site, shift, change);
    if (comes) return [{ ...shift, now: "due" }];
    return occurrenceOf(before, shift) ? [] : [{ ...shift, now: "owed" }];
  });
}

/** Shifts of a post that were not over by the set-up of before, and are not owed by the one that is, or end earlier. */
function endedAt(site: Site, change: Change): readonly ChangedShift[] {
  return around(setUpBefore(site, change), change).flatMap((shift): ChangedShift[] => {
    if (change.at >= shift.endsAt) return [];
    const own = occurrenceOf(site, shift);
    if (!own) return [{ ...shift, now: "gone" }];
    return own.endsAt < shift.endsAt ? [{ ...shift, now: "shorter" }] : [];
  });
}

function around(site: Site, { post, at }: Change): readonly ShiftOccurrence[] {
  const today = businessDateAt(at, site.zone, "00:00");
  return [-1, 0, 1].flatMap((days) => owedOn(site, { post, date: datePlus(today, days) }));
}

function setUpBefore(site: Site, { post }: Change): Site {
  return { ...site, posts: { ...site.posts, [post]: pastOfPost(site, post).slice(0, -1) } };
}

function isDue(site: Site, shift: ShiftOccurrence, at: Instant, under = site.version): boolean {
  const id = turnId({ ...shift, person: "" });
  return signOnDueAt(shift, composer.ruleFor("attendance", site, id, under) as AttendanceRule) <= at;
}

/** The same by the set-up of before. */
function wasDue(site: Site, shift: ShiftName, change: Change): boolean {
  const own = occurrenceOf(setUpBefore(site, change), shift);
  return own !== undefined && isDue(site, own, change.at, site.version - 1);
}
