import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Reaction } from "#duty/door/table.ts";
import { type Presence, standingAmong, type Turn, turnId, turnNamed } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, type Instant, instant } from "#duty/grammar/time.ts";
import { type Manning, manningId, manningKind } from "#duty/manning/manning.ts";
import type { ManningRule } from "#duty/manning/manning-rule.ts";
import {
  departManning,
  type EmptyManningBody,
  emptyManning,
  fillManning,
  type LeaveManningBody,
  leaveManning,
  type ReckonBody,
  reckonManning,
  reckonManningAgain,
} from "#duty/manning/reckon-manning.ts";
import { postOfRoster, rosterId } from "#duty/roster/roster.ts";
import { currentPost, occurrenceOf, pastOfPost, type Site, shiftBefore } from "#duty/site/site.ts";
import type { SiteEntry } from "#duty/site/site-shapes.ts";
import { known, presences, whoIsDue } from "#duty/wiring/questions.ts";
import { owedDates, owedOn } from "./owed-dates.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

const ofDate = {
  kind: manningKind,
  mode: "exclusive",
  id: ({ body }: { body: ReckonBody }) => manningId(body),
  facts: ({ site, siteId, body, state }: About<ReckonBody, Manning, ManningRule>) => {
    const owed = owedOn(site, body);
    return { owed: known(owed), manned: mannedOf(siteId, owed, state.gone) };
  },
} as const;

const ofLeaver = {
  kind: manningKind,
  mode: "exclusive",
  id: ({ body }: { body: LeaveManningBody }) => manningId(body),
  facts: ({ site, siteId, body, state, circumstances }: About<LeaveManningBody, Manning, ManningRule>) => {
    const owed = owedOn(site, body);
    // Of a shift that runs only who is there counts: who is due in it as well may have gone before, or has not come.
    const mayCome = owed.filter(({ startsAt }) => circumstances.now < startsAt);
    return { owed: known(owed), manned: mannedOf(siteId, owed, [...state.gone, body], { mayCome }) };
  },
} as const;

export const manningActs = {
  "manning.reckon": act({ ...ofDate, decide: reckonManning }),
  "manning.reckon-again": act({ ...ofDate, decide: reckonManningAgain }),
  "manning.leave": act({ ...ofLeaver, decide: leaveManning }),
  "manning.depart": act({ ...ofLeaver, decide: departManning }),
  "manning.empty": act({
    kind: manningKind,
    mode: "exclusive",
    id: ({ body }: { body: EmptyManningBody }) => manningId(body),
    facts: ({ site, siteId, body }: About<EmptyManningBody, Manning, ManningRule>) => {
      const due = whoIsDue(siteId, body);
      return {
        occurrence: known(owedOn(site, body).find(({ shift }) => shift === body.shift)),
        due: { ...due, answer: (reader) => due.answer(reader).map(({ person }) => person) },
        there: othersAtPost(siteId, body.left),
      };
    },
    decide: emptyManning,
  }),
  "manning.fill": act({
    kind: manningKind,
    mode: "exclusive",
    id: ({ body }) => manningId(body),
    facts: () => ({}),
    decide: fillManning,
  }),
} satisfies Record<string, CommandAct>;

/**
 * `roster.manned`: the shifts for which somebody is due who has not left for good, or is on duty however they came. All of one post. `left`:
 * somebody goes for good now, so whoever is away for a while holds no post meanwhile, and only in some shifts whoever is due may still come.
 */
function mannedOf(
  siteId: string,
  owed: readonly ShiftName[],
  gone: Manning["gone"],
  left?: { readonly mayCome: readonly ShiftName[] },
): Question<readonly string[]> {
  const [first] = owed;
  if (!first) return known([]);
  const due = owed.map((each) => ({ shift: each, people: whoIsDue(siteId, each) }));
  const there = presences({ site: siteId, post: first.post });
  return {
    streams: due.flatMap(({ people }) => people.streams ?? []),
    ledger: [...(there.ledger ?? [])],
    answer: (reader) => {
      const stays = (shift: string, person: string) =>
        !gone.some((each) => each.shift === shift && each.person === person);
      // Whoever covers stands there for somebody, and goes with them; whoever is gone does not, also in the very command that says so.
      const isThere = ({ turn, as, standsFor = turn.person }: Presence) =>
        as !== "away" && stays(turn.shift, turn.person) && stays(turn.shift, standsFor);
      const found = there.answer(reader);
      const counted = left ? standingAmong(found) : found;
      const present = new Set(counted.flatMap((each) => (isThere(each) ? [shiftId(each.turn)] : [])));
      return due
        .filter(({ shift, people }) => {
          const isDue =
            (left?.mayCome ?? owed).includes(shift) &&
            people.answer(reader).some(({ person }) => stays(shift.shift, person));
          return isDue || present.has(shiftId(shift));
        })
        .map(({ shift }) => shift.shift);
    },
  };
}

/** How many people stand at a post, in whichever shift, but for one who has gone. */
function othersAtPost(siteId: string, left: Turn): Question<number> {
  const there = presences({ site: siteId, post: left.post });
  return {
    ...there,
    answer: (reader) => {
      const others = there.answer(reader).filter(({ turn }) => turnId(turn) !== turnId(left));
      return standingAmong(others).length;
    },
  };
}

/** A month published anew may fill a shift or empty it. */
export const reckonMonth: Reaction = (entry, { key, setup }) =>
  openDates(setup as Site, postOfRoster(key.id), entry.at)
    .filter(({ post, date }) => rosterId(post, date) === key.id)
    .map((body) => ({ act: "manning.reckon", body }));

/** A post set up anew may owe other shifts, or at other times, or none on a date on which it owed some. */
export const reckonPost: Reaction = (entry, { setup }) => {
  const { key: post } = entry.body as Extract<SiteEntry, { type: "site.post-established" }>["body"];
  const site = setup as Site;
  const earlier = pastOfPost(site, post).slice(0, -1);
  if (earlier.length === 0) return [];
  const before = { ...site, posts: { ...site.posts, [post]: earlier } };
  const dates = [before, site].flatMap((each) => openDates(each, post, entry.at).map(({ date }) => date));
  return [...new Set(dates)].map((date) => ({ act: "manning.reckon-again", body: { post, date } }));
};

/** A calendar told anew moves the shifts that a post owes on some sorts of days only. */
export const reckonCalendar: Reaction = (entry, { setup }) => {
  const site = setup as Site;
  const limited = Object.keys(site.posts).filter(
    (post) => (currentPost(site, post)?.carries?.manning ?? []).length > 0,
  );
  return limited.flatMap((post) => {
    const everyDay = pastOfPost(site, post).map((each) => ({ ...each, carries: {} }));
    const dates = openDates({ ...site, posts: { [post]: everyDay } }, post, entry.at);
    return dates.map((body) => ({ act: "manning.reckon-again", body }));
  });
};

/** Whoever comes from another post stands in a shift, whether or not anybody was due for it. */
export const fillByArrival: Reaction = (entry) => {
  const { occurrence, from } = entry.body as Extract<AttendanceEntry, { type: "attendance.signed-on" }>["body"];
  const { post, date, shift } = occurrence;
  return from === undefined ? [] : [{ act: "manning.fill", body: { post, date, shift } }];
};

/** The dates on which shifts of a post are owed at a moment and not over. */
function openDates(site: Site, post: string, at: Instant): readonly ReckonBody[] {
  return owedDates(site, post, { from: at, to: instant(at + 1) }).map(({ date }) => ({ post, date }));
}

/** Whoever has abandoned a post is not there, though the plan still names them. */
export const leaveByAbandonment: Reaction = (_, { key }) => [{ act: "manning.leave", body: turnNamed(key.id) }];

/** Whoever is found to have gone may have been the last one of two shifts: of their own, and of the one from which they took over early. */
export const emptyByGoing: Reaction = (entry, { key, setup }) => {
  const left = turnNamed(key.id);
  const own = occurrenceOf(setup as Site, left);
  const before = own && entry.at < own.startsAt ? shiftBefore(setup as Site, own) : undefined;
  // Of their own shift an abandonment tells by itself.
  const asked = entry.type === "attendance.abandoned" ? [before] : [own, before];
  return asked.flatMap((each) => {
    if (!each || entry.at < each.startsAt || entry.at >= each.endsAt) return [];
    const { post, date, shift } = each;
    return [{ act: "manning.empty", body: { post, date, shift, left } }];
  });
};

/** The same of whoever has left the company: nobody at the post may know of it, so whoever is to find somebody is called at once. */
export const leaveByDeparture: Reaction = (_, { key }) => [{ act: "manning.depart", body: turnNamed(key.id) }];

/** Another person in a shift may fill it; a date that has no gaps has nothing to reckon. */
export const reckonCover: Reaction = (entry, { key }) => {
  const { date } = entry.body as { date: BusinessDate };
  return [{ act: "manning.reckon-again", body: { post: postOfRoster(key.id), date } }];
};
