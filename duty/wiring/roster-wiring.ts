import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import { type BusinessDate, datePlus, monthOf } from "#duty/grammar/time.ts";
import { arrangeCover } from "#duty/roster/arrange-cover.ts";
import { publishRoster, type RosteredShift } from "#duty/roster/publish-roster.ts";
import { absentFor, type Roster, rosterKind } from "#duty/roster/roster.ts";
import { arrangeCoverBody, publishBody, takeBackCoverBody } from "#duty/roster/roster-shapes.ts";
import { takeBackCover } from "#duty/roster/take-back-cover.ts";
import { vacateRoster } from "#duty/roster/vacate-roster.ts";
import { currentPost, occurrenceOf, type Site } from "#duty/site/site.ts";
import { headOf, known, monthKey } from "#duty/wiring/questions.ts";
import { actorMay, employedOf } from "./authority.ts";
import { lateToCome } from "./late-to-come.ts";
import { act, asksOf, type CommandAct } from "./wiring.ts";

/** `roster.turnsOf`: where these people stand in the months around some days, at every post of the site; one month of one post is left out. */
export function rosteredTurnsOf(
  { siteId, site }: { siteId: SiteId; site: Site },
  people: readonly PersonId[] | "everybody",
  days: readonly BusinessDate[],
  but?: { readonly post: string; readonly month: string },
): Question<readonly RosteredShift[]> {
  const planned = plannedTurnsOf({ siteId, site }, people, days, but);
  return {
    ...planned,
    answer: (reader) =>
      planned.answer(reader).flatMap(({ person, ...shift }) => {
        const occurrence = occurrenceOf(site, shift);
        return occurrence ? [{ person, occurrence }] : [];
      }),
  };
}

/** The same, also in shifts that their posts do not owe as they are set up now. */
export function plannedTurnsOf(
  { siteId, site }: { siteId: SiteId; site: Site },
  people: readonly PersonId[] | "everybody",
  days: readonly BusinessDate[],
  but?: { readonly post: string; readonly month: string },
): Question<readonly Turn[]> {
  const months = [...new Set(days.flatMap((day) => [-1, 0, 1].map((by) => monthOf(datePlus(day, by)))))];
  const keys = Object.keys(site.posts).flatMap((post) =>
    months
      .filter((month) => post !== but?.post || month !== but.month)
      .map((month) => ({ post, key: monthKey(siteId, post, `${month}-01` as BusinessDate) })),
  );
  return {
    streams: keys.map(({ key }) => key),
    answer: (reader) =>
      keys.flatMap(({ post, key }) =>
        reader
          .stream<Roster>(key)
          .state.assignments.filter(({ person }) => people === "everybody" || people.includes(person))
          .map(({ person, date, shift }) => ({ post, date, shift, person })),
      ),
  };
}

export const rosterActs = {
  "roster.publish": act({
    kind: rosterKind,
    mode: "exclusive",
    shape: publishBody,
    waits: "for-author",
    id: ({ body: { post, month } }) => `${post}/${month}`,
    facts: (about) => {
      const { state, site, siteId, rule } = about;
      const { post, month, assignments } = about.body;
      const people = [...new Set(assignments.map((each) => each.person))];
      // Those of the plan in force too: what a new one leaves out may have begun.
      const named = [...assignments, ...state.assignments];
      const shifts = new Map(named.map(({ date, shift }) => [`${date}/${shift}`, { post, date, shift }]));
      const occurrences = [...shifts.values()].flatMap((each) => occurrenceOf(site, each) ?? []);
      const days = [`${month}-01`, ...assignments.map((each) => each.date)] as BusinessDate[];
      return {
        authorised: actorMay(rule.publish?.by ?? [], about, post),
        postExists: known(currentPost(site, post) !== undefined),
        employed: employedOf(site.headOffice, people),
        occurrences: known(occurrences),
        elsewhere: rosteredTurnsOf({ siteId, site }, people, days, { post, month }),
        lateToCome: known(lateToCome(site, { post, assignments }, about.circumstances.now)),
        head: headOf({ site: siteId, noun: rosterKind.noun, id: `${post}/${month}` }),
      };
    },
    decide: publishRoster,
  }),
  "roster.arrange-cover": act({
    kind: rosterKind,
    mode: "exclusive",
    shape: arrangeCoverBody,
    waits: "for-author",
    id: ({ body: { post, date } }) => `${post}/${monthOf(date)}`,
    facts: (about) => {
      const { site, siteId, rule } = about;
      const { post, date, shift, cover } = about.body;
      const employed = employedOf(site.headOffice, [cover]);
      return {
        authorised: actorMay(rule.cover?.by ?? [], about, post),
        occurrence: known(occurrenceOf(site, { post, date, shift })),
        coverEmployed: { ...employed, answer: (reader) => employed.answer(reader).includes(cover) },
        turnsOfCover: rosteredTurnsOf({ siteId, site }, [cover], [date]),
      };
    },
    decide: arrangeCover,
  }),
  "roster.vacate": act({
    kind: rosterKind,
    mode: "exclusive",
    id: ({ body: { post, month } }) => `${post}/${month}`,
    facts: () => ({}),
    decide: vacateRoster,
  }),
  "roster.take-back-cover": act({
    kind: rosterKind,
    mode: "exclusive",
    shape: takeBackCoverBody,
    waits: "for-author",
    id: ({ body: { post, date } }) => `${post}/${monthOf(date)}`,
    facts: (about) => {
      const { state, site, siteId, rule, body } = about;
      const { post, date, shift, cover } = body;
      const absent = absentFor(state, { date, shift, person: cover });
      const people = absent === undefined ? [] : [absent];
      const employed = employedOf(site.headOffice, people);
      return {
        authorised: actorMay(rule.cover?.by ?? [], about, post),
        occurrence: known(occurrenceOf(site, { post, date, shift })),
        absentEmployed: { ...employed, answer: (reader) => employed.answer(reader).length > 0 },
        turnsOfAbsent: rosteredTurnsOf({ siteId, site }, people, [date]),
      };
    },
    decide: takeBackCover,
  }),
} satisfies Record<string, CommandAct>;

/** What a screen of the month is told of whoever looks. */
export interface MonthFacts {
  readonly mayPublish: boolean;
  readonly mayCover: boolean;
}

export const rosterAsks = {
  "roster.month": asksOf({
    kind: rosterKind,
    id: ({ body: { post, month } }: { body: { post: string; month: string } }) => `${post}/${month}`,
    facts: (about): Questions<MonthFacts> => ({
      mayPublish: actorMay(about.rule.publish?.by ?? [], about, about.body.post),
      mayCover: actorMay(about.rule.cover?.by ?? [], about, about.body.post),
    }),
  }),
};
