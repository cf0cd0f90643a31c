import type { Consequence, Reaction } from "#duty/door/table.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { type Manning, manningId, manningKind } from "#duty/manning/manning.ts";
import type { ManningRule } from "#duty/manning/manning-rule.ts";
import { type ReckonBody, reckonManning, reckonManningAgain } from "#duty/manning/reckon-manning.ts";
import { type Exchange, type PlannedTurn, postOfRoster, rosterId } from "#duty/roster/roster.ts";
import { isRunning, shiftsRunningAt } from "#duty/site/running-shift.ts";
import { asItStood, currentPost, occurrenceOf, occurrencesOn, pastOfPost, type Site } from "#duty/site/site.ts";
import type { SiteEntry } from "#duty/site/site-shapes.ts";
import { known } from "#duty/wiring/questions.ts";
import { openDates } from "./owed-dates.ts";
import { lastLeft } from "./since-when-empty.ts";
import { countThere, mannedOf } from "./who-mans.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

/* What a post owes by its set-up and its plan, held against who is due. What follows when people come and go stands in `emptied-wiring.ts`. */

const ofDate = {
  kind: manningKind,
  mode: "exclusive",
  id: ({ body }: { body: ReckonBody }) => manningId(body),
  facts: ({ site, siteId, body, state, escalations, circumstances }: About<ReckonBody, Manning, ManningRule>) => {
    const owed = occurrencesOn(site, body.post, body.date);
    return {
      owed: known(owed),
      manned: mannedOf(siteId, owed, state.gone),
      there: countThere(siteId, body.post, circumstances.now),
      lastLeft: lastLeft(siteId, owed, { also: body.dropped }),
      called: known(Object.keys(escalations).filter((each) => (escalations[each]?.rung ?? 0) > 0)),
    };
  },
} as const;

export const manningActs = {
  "manning.reckon": act({ ...ofDate, decide: reckonManning }),
  "manning.reckon-again": act({ ...ofDate, decide: reckonManningAgain }),
} satisfies Record<string, CommandAct>;

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
      ...running.map<Consequence>(({ shift, person }) => ({
        act: "manning.reckon",
        body: { ...body, changed: shift, dropped: [person] },
      })),
      { act: "manning.reckon", body },
    ];
  });
};

/** A post set up anew may owe other shifts, or at other times, or none on a date on which it owed some. */
export const reckonPost: Reaction = (entry, { setup }) => {
  const { key: post } = entry.body as Extract<SiteEntry, { type: "site.post-established" }>["body"];
  const site = setup as Site;
  const before = asItStood(site, post, site.version - 1);
  if (pastOfPost(before, post).length === 0) return [];
  const dates = [before, site].flatMap((each) => openDates(each, post, entry.at).map(({ date }) => date));
  const ran = shiftsRunningAt(before, post, entry.at);
  // Whoever was due for a shift that is owed again may have come and gone meanwhile: it is asked who is there.
  const returned = shiftsRunningAt(site, post, entry.at).filter(
    ({ date, shift }) => !ran.some((each) => each.date === date && each.shift === shift),
  );
  return [
    ...returned.map<Consequence>(({ date, shift }) => ({
      act: "manning.reckon",
      body: { post, date, changed: shift },
    })),
    ...[...new Set(dates)].map<Consequence>((date) => ({ act: "manning.reckon-again", body: { post, date } })),
  ];
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

/** Whoever is due for a shift and kept at another post does not come to its beginning: nobody may be there then. */
export const reckonKept: Reaction = (entry, { key, setup }) => {
  const { post, date, shift } = turnNamed(key.id);
  const occurrence = occurrenceOf(setup as Site, { post, date, shift });
  const isNow = occurrence !== undefined && isRunning(occurrence, entry.at);
  const now = isNow ? ({ changed: shift, atOnce: true } as const) : {};
  return [{ act: "manning.reckon", body: { post, date, ...now } }];
};

/**
 * Another person in a shift may fill it; a date that has no gaps has nothing to reckon, unless the shift runs: then nobody may be there, and
 * whoever was waited for is not waited for any more.
 */
export const reckonCover: Reaction = (entry, { key, setup }) => {
  const { date, shift, absent, cover } = entry.body as Exchange;
  const post = postOfRoster(key.id);
  const occurrence = occurrenceOf(setup as Site, { post, date, shift });
  return occurrence && isRunning(occurrence, entry.at)
    ? [{ act: "manning.reckon", body: { post, date, changed: shift, dropped: [absent, cover] } }]
    : [{ act: "manning.reckon-again", body: { post, date } }];
};
