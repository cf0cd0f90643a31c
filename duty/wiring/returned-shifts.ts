import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import { signOnDueAt } from "#duty/attendance/coming-due.ts";
import type { Reaction } from "#duty/door/table.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { businessDateAt, datePlus, type Instant, minutesBetween } from "#duty/grammar/time.ts";
import type { AwaitBody } from "#duty/roster/await-shifts.ts";
import { rosterId } from "#duty/roster/roster.ts";
import { asItStood, currentPost, limitedShifts, occurrenceOf, occurrencesOn, type Site } from "#duty/site/site.ts";
import type { SiteEntry } from "#duty/site/site-shapes.ts";
import { composer } from "./composer.ts";
import { house } from "./composition.ts";
import { waitedForWithin } from "./roster-reactions.ts";

/*
 * A set-up that changes may bring a shift whose time to sign on has come already: it was taken out and comes back, or begins earlier now, or is
 * to be signed on for earlier. Whoever the plan names for it is asked to come from then on (ZB-25). It may as well take a shift out, or make it begin or
 * end at another time: whoever has not come for it is waited for by its times now, as long as they may come, and no longer (ZB-24). A post told anew
 * does so, and days of the calendar, an edition that comes into force or is withdrawn, and the numbers that a site gives.
 */

/** Follows a set-up that changes: the plans of its posts are asked who is waited for from now on in such shifts, and who is not any more. */
export const awaitReturned: Reaction = (entry, { setup }) => {
  const site = setup as Site;
  return postsTouched(site, entry as Recorded<SiteEntry>).flatMap((post) => {
    const change = { post, at: entry.at, before: asItStood(site, post, site.version - 1) };
    const shifts = [...returnedAt(site, change), ...movedAt(site, change)];
    const months = [...new Set(shifts.map(({ date }) => rosterId(post, date)))];
    return months.map((id) => {
      const ofMonth = shifts.filter(({ date }) => rosterId(post, date) === id);
      const named = ofMonth.map(({ date, shift, now }) => ({ date, shift, now }));
      return { act: "roster.await", body: { post, month: id.split("/")[1], shifts: named } };
    });
  });
};

/** The posts whose shifts, or times to sign on, a change of the set-up can move. */
function postsTouched(site: Site, entry: Recorded<SiteEntry>): readonly string[] {
  const posts = Object.keys(site.posts);
  switch (entry.type) {
    case "site.established":
      return [];
    case "site.post-established":
      return [entry.body.key];
    case "site.calendar-set":
      return posts.filter((post) => limitedShifts(site, post).length > 0);
    case "site.house-bound":
      return posts;
    case "site.edition-adopted":
    case "site.adoption-withdrawn": {
      const { regulation } = entry.body;
      const isBound = (post: string) => currentPost(site, post)?.binds.some((each) => each.regulation === regulation);
      return regulation === house ? posts : posts.filter(isBound);
    }
  }
}

type ChangedShift = AwaitBody["shifts"][number];

interface Change {
  readonly post: string;
  readonly at: Instant;
  /** The post and the calendar as they were. */
  readonly before: Site;
}

/**
 * Shifts of a post that are owed and were not before, and those for which the time to sign on has come by the set-up as it is, and had not. Of the
 * first ones somebody may have been waited for already.
 */
function returnedAt(site: Site, change: Change): readonly ChangedShift[] {
  return near(site, change).flatMap((shift): ChangedShift[] => {
    const comes = isDue(site, shift, change.at) && !wasDue(site, shift, change);
    if (comes) return [{ ...shift, now: "due" }];
    return occurrenceOf(change.before, shift) ? [] : [{ ...shift, now: "owed" }];
  });
}

/** Shifts of a post that were not over by the set-up of before, and are not owed by the one that is, or begin or end at another time. */
function movedAt(site: Site, change: Change): readonly ChangedShift[] {
  return near(change.before, change).flatMap((shift): ChangedShift[] => {
    const own = occurrenceOf(site, shift);
    if (!own) return [{ ...shift, now: "gone" }];
    const isSame = own.startsAt === shift.startsAt && own.endsAt === shift.endsAt;
    return isSame ? [] : [{ ...shift, now: "moved" }];
  });
}

/** Shifts that are not over, and begin so soon that somebody may be waited for. */
function near(site: Site, { post, at }: Omit<Change, "before">): readonly ShiftOccurrence[] {
  const today = businessDateAt(at, site.zone, "00:00");
  const around = [-1, 0, 1].flatMap((days) => occurrencesOn(site, post, datePlus(today, days)));
  return around.filter(({ startsAt, endsAt }) => at < endsAt && minutesBetween(at, startsAt) <= waitedForWithin);
}

function isDue(site: Site, shift: ShiftOccurrence, at: Instant, under = site.version): boolean {
  const id = turnId({ ...shift, person: "" });
  return isOverdue(signOnDueAt(shift, composer.ruleFor("attendance", site, id, under) as AttendanceRule), at);
}

/** The same by the set-up of before. */
function wasDue(site: Site, shift: ShiftName, change: Change): boolean {
  const own = occurrenceOf(change.before, shift);
  return own !== undefined && isDue(site, own, change.at, site.version - 1);
}
