import type { Reaction } from "#duty/door/table.ts";
import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Question } from "#duty/grammar/question.ts";
import { type BusinessDate, datePlus, monthOf } from "#duty/grammar/time.ts";
import { arrangeCover } from "#duty/roster/arrange-cover.ts";
import { publishRoster, type RosteredShift } from "#duty/roster/publish-roster.ts";
import { postOfRoster, type Roster, rosterKind } from "#duty/roster/roster.ts";
import type { RosterEntry } from "#duty/roster/roster-shapes.ts";
import { arrangeCoverBody, publishBody } from "#duty/roster/roster-shapes.ts";
import { currentPost, occurrenceOf, type Site } from "#duty/site/site.ts";
import { known, monthKey } from "#duty/wiring/questions.ts";
import { actorMay, employedOf } from "./authority.ts";
import { act, type CommandAct } from "./wiring.ts";

/** `roster.turnsOf`: where these people stand in the months around some days, at every post of the site but one; that one is left out. */
function turnsOf(
  { siteId, site }: { siteId: SiteId; site: Site },
  people: readonly PersonId[],
  days: readonly BusinessDate[],
  but?: string,
): Question<readonly RosteredShift[]> {
  const months = [...new Set(days.flatMap((day) => [-1, 0, 1].map((by) => monthOf(datePlus(day, by)))))];
  const posts = Object.keys(site.posts).filter((each) => each !== but);
  const keys = posts.flatMap((post) =>
    months.map((month) => ({ post, key: monthKey(siteId, post, `${month}-01` as BusinessDate) })),
  );
  return {
    streams: keys.map(({ key }) => key),
    answer: (reader) =>
      keys.flatMap(({ post, key }) =>
        reader
          .stream<Roster>(key)
          .state.assignments.filter((each) => people.includes(each.person))
          .flatMap(({ person, date, shift }) => {
            const occurrence = occurrenceOf(site, { post, date, shift });
            return occurrence ? [{ person, occurrence }] : [];
          }),
      ),
  };
}

export const rosterActs = {
  "roster.publish": act({
    kind: rosterKind,
    mode: "exclusive",
    shape: publishBody,
    id: ({ body: { post, month } }) => `${post}/${month}`,
    facts: (about) => {
      const { site, siteId, rule } = about;
      const { post, month, assignments } = about.body;
      const people = [...new Set(assignments.map((each) => each.person))];
      const shifts = new Map(assignments.map(({ date, shift }) => [`${date}/${shift}`, { post, date, shift }]));
      const occurrences = [...shifts.values()].flatMap((each) => occurrenceOf(site, each) ?? []);
      const days = [`${month}-01`, ...assignments.map((each) => each.date)] as BusinessDate[];
      return {
        authorised: actorMay(rule.publish?.by ?? [], about, post),
        postExists: known(currentPost(site, post) !== undefined),
        employed: employedOf(site.headOffice, people),
        occurrences: known(occurrences),
        elsewhere: turnsOf({ siteId, site }, people, days, post),
      };
    },
    decide: publishRoster,
  }),
  "roster.arrange-cover": act({
    kind: rosterKind,
    mode: "exclusive",
    shape: arrangeCoverBody,
    id: ({ body: { post, date } }) => `${post}/${monthOf(date)}`,
    facts: (about) => {
      const { site, siteId, rule } = about;
      const { post, date, shift, cover } = about.body;
      const employed = employedOf(site.headOffice, [cover]);
      return {
        authorised: actorMay(rule.cover?.by ?? [], about, post),
        occurrence: known(occurrenceOf(site, { post, date, shift })),
        coverEmployed: { ...employed, answer: (reader) => employed.answer(reader).includes(cover) },
        turnsOfCover: turnsOf({ siteId, site }, [cover], [date]),
      };
    },
    decide: arrangeCover,
  }),
} satisfies Record<string, CommandAct>;

/** Whoever is covered is no longer waited for; whoever covers is. */
export const excuseAbsent: Reaction = (entry, { key }) => {
  const { date, shift, absent, cover } = entry.body as Extract<RosterEntry, { type: "roster.cover-arranged" }>["body"];
  const turn = { post: postOfRoster(key.id), date, shift };
  return [
    { act: "attendance.excuse", body: { ...turn, person: absent, cover } },
    { act: "attendance.put-in", body: { ...turn, person: cover } },
  ];
};
