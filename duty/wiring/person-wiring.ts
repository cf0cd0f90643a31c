import type { AskInTable } from "#duty/door/table.ts";
import { personOf, type SiteId, type StreamKey } from "#duty/grammar/entry.ts";
import type { Question, Questions, Reader } from "#duty/grammar/question.ts";
import { endFunction } from "#duty/person/end-function.ts";
import { grantFunction } from "#duty/person/grant-function.ts";
import { joinPerson } from "#duty/person/join-person.ts";
import { administers, type StayingFacts } from "#duty/person/last-administrator.ts";
import { leavePerson } from "#duty/person/leave-person.ts";
import { mayHelp, type Standing, standingOf } from "#duty/person/may-help.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import type { PersonRule } from "#duty/person/person-rule.ts";
import { endFunctionBody, grantFunctionBody, joinBody, leaveBody, resetBody } from "#duty/person/person-shapes.ts";
import { type HelpFacts, resetPassword, resetPin } from "#duty/person/reset-secrets.ts";
import type { Site } from "#duty/site/site.ts";
import { actorMay } from "./authority.ts";
import { composer } from "./composer.ts";
import { known } from "./questions.ts";
import { setUpId } from "./site-wiring.ts";
import { type About, act, actorOf, asksOf, type CommandAct } from "./wiring.ts";

/** People are kept at the head office, so these commands are sent to its site; administrators of the head office give them. */
function byAdministrator(about: Pick<About<unknown, unknown, unknown>, "siteId" | "circumstances">) {
  return { authorised: actorMay([], { ...about, site: { headOffice: about.siteId } }) };
}

type Ending = Pick<
  About<{ person: string; stays?: string | undefined }, unknown, unknown>,
  "body" | "siteId" | "circumstances"
>;

/** Who may end somebody's function or their time here, and whether an administrator stays. */
function byOneWhoStays(about: Ending): Questions<{ authorised: boolean } & StayingFacts> {
  return { ...byAdministrator(about), headOffice: known(about.siteId), anotherStays: anotherStays(about) };
}

/** Whoever ends the function of somebody else stays; of oneself, or by the installation, another one is named. Their stream is held meanwhile. */
function anotherStays({ body, siteId, circumstances }: Ending): Question<boolean> {
  const actor = personOf(circumstances.actor);
  const id = actor === body.person ? body.stays : (actor ?? body.stays);
  if (id === undefined || id === body.person) return known(false);
  const key: StreamKey = { site: siteId, noun: "person", id };
  return { streams: [key], answer: (reader) => administers(reader.stream<Person>(key).state, siteId) };
}

/** How high two people stand, each as the sites order their functions at which they hold any; those are known once their streams are read. */
export interface BothStandings {
  readonly helper: Standing;
  readonly helped: Standing;
}

function standings({
  body,
  siteId,
  circumstances,
}: About<{ person: string }, unknown, unknown>): Question<BothStandings> {
  const keys = [actorOf(circumstances.actor), body.person].map(
    (id): StreamKey => ({ site: siteId, noun: "person", id }),
  );
  const people = (reader: Reader) => keys.map((key) => reader.stream<Person>(key).state) as [Person, Person];
  return {
    streams: keys,
    further: (reader) => people(reader).flatMap(({ holdings }) => holdings.map(({ site }) => setUpOf(site))),
    answer: (reader) => {
      const [helper, helped] = people(reader).map((each) => standingOf(each, siteId, (at) => orderAt(reader, at)));
      return { helper, helped } as BothStandings;
    },
  };
}

/** What the house of a site says of its functions as a whole, whatever binds its posts besides. */
function orderAt(reader: Reader, at: SiteId): readonly string[] {
  const { state, version } = reader.stream<Site>(setUpOf(at));
  const { help } = composer.ruleFor("person", state, "", version) as PersonRule;
  return help?.order ?? [];
}

function setUpOf(site: SiteId): StreamKey {
  return { site, noun: "site", id: setUpId };
}

/**
 * Whether the actor may help the person with their secrets. The journal does not know at which sites an account is; here it is asked who of
 * the two stands higher wherever they hold anything, and the server asks besides whether they are of one site.
 */
function byHelper(about: About<{ person: string }, unknown, unknown>): Questions<HelpFacts> {
  const { actor } = about.circumstances;
  if (personOf(actor) === undefined) return { mayHelp: known(actor === "setup") };
  const both = standings(about);
  return {
    mayHelp: {
      ...both,
      answer: (reader) => {
        const { helper, helped } = both.answer(reader);
        return mayHelp(helper, helped, [...Object.keys(helper.heights), ...Object.keys(helped.heights)]);
      },
    },
  };
}

const own = {
  kind: personKind,
  mode: "exclusive",
  id: ({ body }: { body: { person: string } }) => body.person,
} as const;

export const personActs = {
  "person.join": act({ ...own, shape: joinBody, facts: byAdministrator, decide: joinPerson }),
  "person.grant-function": act({ ...own, shape: grantFunctionBody, facts: byAdministrator, decide: grantFunction }),
  "person.end-function": act({ ...own, shape: endFunctionBody, facts: byOneWhoStays, decide: endFunction }),
  "person.reset-pin": act({ ...own, proof: "pin", shape: resetBody, facts: byHelper, decide: resetPin }),
  "person.reset-password": act({ ...own, proof: "pin", shape: resetBody, facts: byHelper, decide: resetPassword }),
  "person.leave": act({ ...own, shape: leaveBody, facts: byOneWhoStays, decide: leavePerson }),
} satisfies Record<string, CommandAct>;

/** What the server asks before anything that no entry tells of: a PIN that wrong tries have locked is opened by the same people. */
export const personAsks = {
  "person.standings": asksOf({
    kind: personKind,
    id: ({ body }: { body: { person: string } }) => body.person,
    facts: (about) => ({ standings: standings(about) }),
  }),
} satisfies Record<string, AskInTable>;
