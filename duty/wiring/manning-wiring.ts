import { type Attendance, hasGoneBefore } from "#duty/attendance/attendance.ts";
import type { Reaction } from "#duty/door/table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Presence, standingAmong, turnId } from "#duty/grammar/presence.ts";
import type { Question, Reader } from "#duty/grammar/question.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import { type Manning, manningId, manningKind } from "#duty/manning/manning.ts";
import type { ManningRule } from "#duty/manning/manning-rule.ts";
import { type ReckonBody, reckonManning, reckonManningAgain } from "#duty/manning/reckon-manning.ts";
import { type PlannedTurn, postOfRoster, rosterId } from "#duty/roster/roster.ts";
import { isRunning } from "#duty/site/running-shift.ts";
import { currentPost, occurrenceOf, pastOfPost, type Site } from "#duty/site/site.ts";
import type { SiteEntry } from "#duty/site/site-shapes.ts";
import { known, presences, whoIsDue } from "#duty/wiring/questions.ts";
import { owedDates, owedOn } from "./owed-dates.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

/* What a post owes by its set-up and its plan, held against who is due. What follows when people come and go stands in `emptied-wiring.ts`. */

const ofDate = {
  kind: manningKind,
  mode: "exclusive",
  id: ({ body }: { body: ReckonBody }) => manningId(body),
  facts: ({ site, siteId, body, state }: About<ReckonBody, Manning, ManningRule>) => {
    const owed = owedOn(site, body);
    return { owed: known(owed), manned: mannedOf(siteId, owed, state.gone), there: countThere(siteId, body.post) };
  },
} as const;

export const manningActs = {
  "manning.reckon": act({ ...ofDate, decide: reckonManning }),
  "manning.reckon-again": act({ ...ofDate, decide: reckonManningAgain }),
} satisfies Record<string, CommandAct>;

/** How many people stand at a post, in whichever shift. */
function countThere(siteId: string, post: string): Question<number> {
  const there = presences({ site: siteId, post });
  return { ...there, answer: (reader) => standingAmong(there.answer(reader)).length };
}

/** `attendance.dueStill`: who is due for a shift and had not come and gone again when it began: whoever has does not come any more. */
function dueStill(siteId: string, occurrence: ShiftOccurrence): Question<readonly PersonId[]> {
  const due = whoIsDue(siteId, occurrence);
  const { post, date, shift } = occurrence;
  const keyOf = (person: PersonId) => ({ site: siteId, noun: "attendance", id: turnId({ post, date, shift, person }) });
  const people = (reader: Reader) => due.answer(reader).map((each) => each.person);
  return {
    ...due,
    further: (reader) => people(reader).map(keyOf),
    answer: (reader) =>
      people(reader).filter((each) => !hasGoneBefore(reader.stream<Attendance>(keyOf(each)).state, occurrence)),
  };
}

/**
 * `roster.manned`: the shifts for which somebody is due who has not left for good, or is on duty however they came. All of one post. `left`:
 * somebody goes for good now, so whoever is away for a while holds no post meanwhile, and only in some shifts whoever is due may still come.
 */
export function mannedOf(
  siteId: string,
  owed: readonly ShiftOccurrence[],
  gone: Manning["gone"],
  left?: { readonly mayCome: readonly ShiftOccurrence[] },
): Question<readonly string[]> {
  const [first] = owed;
  if (!first) return known([]);
  const due = owed.map((each) => ({ shift: each, people: dueStill(siteId, each) }));
  const there = presences({ site: siteId, post: first.post });
  return {
    streams: due.flatMap(({ people }) => people.streams ?? []),
    ledger: [...(there.ledger ?? [])],
    further: (reader) => due.flatMap(({ people }) => people.further?.(reader) ?? []),
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
            people.answer(reader).some((person) => stays(shift.shift, person));
          return isDue || present.has(shiftId(shift));
        })
        .map(({ shift }) => shift.shift);
    },
  };
}

/** A month published anew may fill a shift or empty it, and so does whoever leaves the company: of a shift that runs, it is a change. */
export const reckonMonth: Reaction = (entry, { key, setup }) => {
  const post = postOfRoster(key.id);
  const { turns = [] } = entry.body as { readonly turns?: readonly PlannedTurn[] };
  const dates = openDates(setup as Site, post, entry.at).filter(({ date }) => rosterId(post, date) === key.id);
  return dates.flatMap((body) => {
    const running = turns.filter(({ date, shift }) => {
      const occurrence = occurrenceOf(setup as Site, { post, date, shift });
      return date === body.date && occurrence !== undefined && isRunning(occurrence, entry.at);
    });
    return [
      ...running.map(({ shift }) => ({ act: "manning.reckon", body: { ...body, changed: shift } })),
      { act: "manning.reckon", body },
    ];
  });
};

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

/** The dates on which shifts of a post are owed at a moment and not over. */
function openDates(site: Site, post: string, at: Instant): readonly ReckonBody[] {
  return owedDates(site, post, { from: at, to: instant(at + 1) }).map(({ date }) => ({ post, date }));
}

/**
 * Another person in a shift may fill it; a date that has no gaps has nothing to reckon, unless the shift runs: then nobody may be there, and
 * whoever was waited for is not waited for any more.
 */
export const reckonCover: Reaction = (entry, { key, setup }) => {
  const { date, shift } = entry.body as PlannedTurn;
  const post = postOfRoster(key.id);
  const occurrence = occurrenceOf(setup as Site, { post, date, shift });
  return occurrence && isRunning(occurrence, entry.at)
    ? [{ act: "manning.reckon", body: { post, date, changed: shift } }]
    : [{ act: "manning.reckon-again", body: { post, date } }];
};
