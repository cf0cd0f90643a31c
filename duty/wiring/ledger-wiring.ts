import type { ActInTable } from "#duty/door/table.ts";
import { type PersonId, personOf, type SiteId, type StreamKey } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import { type Obligation, peopleNamedBy } from "#duty/grammar/obligation.ts";
import type { Question } from "#duty/grammar/question.ts";
import { calledByName } from "#duty/grammar/rung-call.ts";
import { acknowledgeObligation, isAbout } from "#duty/ledger/acknowledge-obligation.ts";
import { type HearFacts, hearCall } from "#duty/ledger/hear-call.ts";
import { type AcknowledgeBody, acknowledgeBody, type HearBody } from "#duty/ledger/ledger-shapes.ts";
import { functionsFor, isEmployed, type Person } from "#duty/person/person.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import { known, presences } from "#duty/wiring/questions.ts";
import { actorOnDuty, actorsFunctions, employedOf } from "./authority.ts";
import { isMissing, whoIsMissing } from "./who-is-missing.ts";
import type { About, CommandAct } from "./wiring.ts";

type AboutCall = Parameters<ActInTable["facts"]>[0];

/** Acts that stand in streams of every noun: only the stream tells which. */
export const ledgerActs = {
  "ledger.acknowledge": {
    kind: siteKind,
    mode: "exclusive",
    shape: acknowledgeBody,
    waits: "for-author",
    stream: ({ body, site }) => ({ site, ...(body as AcknowledgeBody).stream }),
    facts: (about) => {
      const { setup, circumstances, key } = about;
      const acting = { site: setup as Site, siteId: key.site, circumstances };
      const owed = owedThere(about, (about.body as AcknowledgeBody).key);
      const escalation = owed && heldUnder(about.escalations, owed.key);
      return {
        obligation: known(owed),
        escalation: known(escalation),
        functions: actorsFunctions(acting, owed?.post ?? ""),
        onDuty: actorOnDuty(acting, owed?.post ?? ""),
        missing: isMissing(key.site, owed, circumstances),
        called: employedOf(acting.site.headOffice, calledByName(escalation?.calls ?? [])),
      };
    },
    decide: acknowledgeObligation,
  },
  "ledger.hear": {
    kind: siteKind,
    mode: "exclusive",
    shape: undefined,
    stream: ({ body, site }) => ({ site, ...(body as HearBody).stream }),
    facts: (about) => {
      const { key, setup, circumstances } = about;
      const { key: name, candidates } = about.body as HearBody;
      const owed = owedThere(about, name);
      return {
        obligation: known(owed),
        escalation: known(owed && heldUnder(about.escalations, owed.key)),
        holders: holdersAmong(candidates, {
          headOffice: (setup as Site).headOffice,
          site: key.site,
          post: owed?.post ?? "",
        }),
        about: peopleAbout(key.site, owed, whoIsMissing(key.site, owed, circumstances.now)),
      };
    },
    decide: hearCall,
  },
} satisfies Record<string, CommandAct>;

/**
 * `ledger.aboutActor`: what a post owes that is about whoever acts, by key. What calls about them they do not end for others, by whichever act;
 * where nobody else is left they answer the call, and it counts as answered by themselves (ZB-27).
 */
export function aboutActor(
  owed: readonly Obligation[],
  about: Pick<About<{ readonly post: string }, unknown, unknown>, "site" | "siteId" | "circumstances" | "body">,
): Question<readonly string[]> {
  const there = actorOnDuty(about, about.body.post);
  const person = personOf(about.circumstances.actor);
  return {
    ...there,
    answer: (reader) => {
      const onDuty = there.answer(reader);
      // A fault says nothing of a post that is empty.
      return owed.filter((each) => isAbout(each, { person, onDuty, missing: false })).map(({ key }) => key);
    },
  };
}

function owedThere({ state, rule, streamKind }: AboutCall, name: string): Obligation | undefined {
  return streamKind.owes(state, rule).find((each) => each.key === name);
}

/** `person.holdersAmong`: who of these people belongs to the organisation, with what each holds for a post. */
function holdersAmong(
  people: readonly PersonId[],
  { headOffice, site, post }: { headOffice: SiteId; site: SiteId; post: string },
): Question<HearFacts["holders"]> {
  const keys = people.map((id): StreamKey => ({ site: headOffice, noun: "person", id }));
  return {
    streams: keys,
    answer: (reader) =>
      keys.flatMap((key) => {
        const { state } = reader.stream<Person>(key);
        return isEmployed(state) ? [{ person: key.id, functions: functionsFor(state, site, post) }] : [];
      }),
  };
}

/** Whom an obligation is about: whom it names, whoever is on duty, or covers, at the post that owes it, and whoever is missing at one that is empty. */
function peopleAbout(
  site: SiteId,
  owed: Obligation | undefined,
  missing: Question<readonly PersonId[]>,
): Question<readonly PersonId[]> {
  if (!owed) return known([]);
  const there = presences({ site, post: owed.post });
  return {
    ...there,
    answer: (reader) => {
      const present = there.answer(reader).flatMap(({ as, turn }) => (as === "away" ? [] : [turn.person]));
      return [...new Set([...peopleNamedBy(owed), ...present, ...missing.answer(reader)])];
    },
  };
}
