import type { AskInTable } from "#duty/door/table.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import type { RuleId } from "#duty/grammar/decision.ts";
import { personOf, type SiteId, type StreamKey } from "#duty/grammar/entry.ts";
import type { Question, Questions, Reader } from "#duty/grammar/question.ts";
import { mayHelp, type Rank, rankOf } from "#duty/person/may-help.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import type { PersonRule } from "#duty/person/person-rule.ts";
import type { HelpFacts } from "#duty/person/reset-secrets.ts";
import type { Site } from "#duty/site/site.ts";
import { composer } from "./composer.ts";
import { known } from "./questions.ts";
import { setUpId } from "./site-wiring.ts";
import { type About, actorOf, asksOf } from "./wiring.ts";

/* Who may help whom with their secrets, as the sites order their functions at which they hold any (ZB-32). */

/** How high two people stand, each as the sites order their functions at which they hold any; those are known once their streams are read. */
export interface BothRanks {
  readonly helper: Rank;
  readonly helped: Rank;
  /** Rules that order the functions of these sites. */
  readonly orderedBy: readonly RuleId[];
}

function ranks({ body, siteId, circumstances }: About<{ person: string }, unknown, unknown>): Question<BothRanks> {
  const keys = [actorOf(circumstances.actor), body.person].map(
    (id): StreamKey => ({ site: siteId, noun: "person", id }),
  );
  const people = (reader: Reader) => keys.map((key) => reader.stream<Person>(key).state) as [Person, Person];
  return {
    streams: keys,
    further: (reader) => people(reader).flatMap(({ holdings }) => holdings.map(({ site }) => setUpOf(site))),
    answer: (reader) => {
      const both = people(reader);
      const [helper, helped] = both.map((each) => rankOf(each, siteId, (at) => helpAt(reader, at)?.order ?? []));
      const sites = both.flatMap(({ holdings }) => holdings.map(({ site }) => site));
      const orderedBy = [...new Set(sites.flatMap((at) => citesOf(helpAt(reader, at))))];
      return { helper, helped, orderedBy } as BothRanks;
    },
  };
}

/** What the house of a site says of its functions as a whole, whatever binds its posts besides. */
function helpAt(reader: Reader, at: SiteId): PersonRule["help"] {
  const { state, version } = reader.stream<Site>(setUpOf(at));
  return (composer.ruleFor("person", state, "", version) as PersonRule).help;
}

function setUpOf(site: SiteId): StreamKey {
  return { site, noun: "site", id: setUpId };
}

/**
 * Whether the actor may help the person with their secrets. The journal does not know at which sites an account is; here it is asked how high
 * both stand at each site at which they hold anything, and the server asks besides whether they are of one site.
 */
export function byHelper(about: About<{ person: string }, unknown, unknown>): Questions<HelpFacts> {
  const { actor } = about.circumstances;
  if (personOf(actor) === undefined) return { mayHelp: known(actor === "setup"), orderedBy: known([]) };
  const both = ranks(about);
  return {
    mayHelp: {
      ...both,
      answer: (reader) => {
        const { helper, helped } = both.answer(reader);
        return mayHelp(helper, helped, Object.keys(helper.heights));
      },
    },
    orderedBy: { ...both, answer: (reader) => both.answer(reader).orderedBy },
  };
}

/** What the server asks before anything that no entry tells of: a PIN that wrong tries have locked is opened by the same people. */
export const personAsks = {
  "person.ranks": asksOf({
    kind: personKind,
    id: ({ body }: { body: { person: string } }) => body.person,
    facts: (about) => ({ ranks: ranks(about) }),
  }),
} satisfies Record<string, AskInTable>;
