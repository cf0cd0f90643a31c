import { personOf, type StreamKey } from "#duty/grammar/entry.ts";
import type { Question, Questions } from "#duty/grammar/question.ts";
import { endFunction } from "#duty/person/end-function.ts";
import { grantFunction } from "#duty/person/grant-function.ts";
import { joinPerson } from "#duty/person/join-person.ts";
import { administers, type StayingFacts } from "#duty/person/last-administrator.ts";
import { leavePerson } from "#duty/person/leave-person.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import { endFunctionBody, grantFunctionBody, joinBody, leaveBody, resetBody } from "#duty/person/person-shapes.ts";
import { resetPassword, resetPin } from "#duty/person/reset-secrets.ts";
import { actorMay } from "./authority.ts";
import { byHelper } from "./help-wiring.ts";
import { known } from "./questions.ts";
import { type Granting, siteExists } from "./site-exists.ts";
import { type About, act, type CommandAct } from "./wiring.ts";

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

const own = {
  kind: personKind,
  mode: "exclusive",
  id: ({ body }: { body: { person: string } }) => body.person,
} as const;

export const personActs = {
  "person.join": act({ ...own, shape: joinBody, waits: "for-author", facts: byAdministrator, decide: joinPerson }),
  // Whoever comes by an unlocked desk would make themselves an administrator for good: what gives somebody a say is signed.
  "person.grant-function": act({
    ...own,
    proof: "pin",
    shape: grantFunctionBody,
    facts: (about: Granting) => ({ ...byAdministrator(about), siteExists: siteExists(about) }),
    decide: grantFunction,
  }),
  "person.end-function": act({
    ...own,
    proof: "pin",
    shape: endFunctionBody,
    facts: byOneWhoStays,
    decide: endFunction,
  }),
  "person.reset-pin": act({ ...own, proof: "pin", shape: resetBody, facts: byHelper, decide: resetPin }),
  "person.reset-password": act({ ...own, proof: "pin", shape: resetBody, facts: byHelper, decide: resetPassword }),
  "person.leave": act({ ...own, shape: leaveBody, waits: "for-author", facts: byOneWhoStays, decide: leavePerson }),
} satisfies Record<string, CommandAct>;
