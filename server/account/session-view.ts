import type { FastifyRequest } from "fastify";
import type { PersonId } from "#duty/grammar/entry.ts";
import { acts } from "#duty/nouns.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { deskOf } from "#server/http/at-desk.ts";
import { hearReceipts } from "#server/http/shown-receipts.ts";
import { photoAct } from "#server/photo/photo-answer.ts";
import type { Services } from "#server/start/services.ts";
import type { Session } from "./account-answer.ts";
import { lastRenewals, type Renewal } from "./account-event.ts";
import { actingAt, type Desk, deskWith, IDLE, lockedSince, locksAt, noteActivity, sitesOf } from "./desk-session.ts";
import { openingAt, sealedOpeningsAt } from "./device-opening.ts";

const idleSeconds = IDLE / 1000;

/** What goes by the proof of a device, by name: acts, and the photos that they name. */
const actsByProof = [
  ...Object.entries<CommandAct>(acts).flatMap(([name, { waits }]) => (waits === "by-proof" ? [name] : [])),
  photoAct,
];

/**
 * What a browser must know of the people who sit at it. A locked desk shows who they are and where, so that one of them can open it, and no
 * more; while one is open, the sites are those that this one sees.
 */
export async function sessionOf(services: Services, desk: Desk | undefined): Promise<Session> {
  const now = services.now();
  if (!desk) return nobody(now);
  const lockedAt = lockedSince(desk);
  const acting = actingAt(desk);
  const shown = acting ? [acting] : desk.people;
  const scope = { org: desk.org, sites: sitesOf(desk, shown) };
  const sites = scope.sites.filter((site) => shown.some((each) => each.sites.includes(site)));
  const people = desk.people.map((each) => each.person);
  const renewals = await lastRenewals(services.accounts, desk.org, peopleWithoutSecrets(desk));
  const actors = [...renewals.values()].flatMap(({ actor }) => actor ?? []);
  const [opening, sealed, names, setups, persons] = await Promise.all([
    openingAt(services.accounts, now, desk),
    sealedOpeningsAt(services.accounts, now, desk),
    services.names(scope, desk.headOffice, [...people, ...actors]),
    services.streams(
      scope,
      sites.map((site) => ({ site, noun: siteKind.noun, id: "setup" })),
    ),
    services.streams(
      scope,
      people.map((id) => ({ site: desk.headOffice, noun: personKind.noun, id })),
    ),
  ]);
  return {
    people: desk.people.map((each, index) => ({
      person: each.person,
      name: names.get(each.person) ?? each.signInName,
      signInName: each.signInName,
      mustChangePassword: each.mustChangePassword,
      mustSetPin: each.mustSetPin,
      renewed: renewedBy(renewals.get(each.person), names),
      language: each.language,
      locked: each.lockedAt !== undefined,
      functions: functionsOf(persons[index]?.state as Person),
    })),
    locked: lockedAt !== undefined,
    lockedAt: lockedAt ?? null,
    locksAt: lockedAt === undefined ? locksAt(desk) : null,
    idleSeconds,
    endsAt: Math.min(...desk.people.map((each) => each.endsAt)),
    organisation: { id: desk.org, name: desk.organisation },
    sites: setups.map(({ state }, index) => {
      const { name, zone, demonstration } = state as Site;
      return { site: sites[index] ?? "", name, zone, demonstration };
    }),
    device: desk.device ?? null,
    opening: acting && opening ? { ...opening, person: acting.person, acts: [...actsByProof] } : null,
    sealed,
    toSeal: null,
    demonstration: desk.demonstration,
    now,
  };
}

function peopleWithoutSecrets({ people }: Desk): PersonId[] {
  return people.filter((each) => each.mustChangePassword || each.mustSetPin).map(({ person }) => person);
}

function renewedBy(renewal: Renewal | undefined, names: ReadonlyMap<PersonId, string>) {
  if (!renewal) return null;
  const { at, actor } = renewal;
  return { at, by: actor === undefined ? null : (names.get(actor) ?? null) };
}

function functionsOf({ holdings }: Person): Session["people"][number]["functions"] {
  return holdings.map(({ function: name, site, post }) => ({
    function: name,
    site,
    ...(post === undefined ? {} : { post }),
  }));
}

function nobody(now: number): Session {
  return {
    people: [],
    locked: false,
    lockedAt: null,
    locksAt: null,
    idleSeconds,
    endsAt: null,
    organisation: null,
    sites: [],
    device: null,
    opening: null,
    sealed: [],
    toSeal: null,
    demonstration: false,
    now,
  };
}

/** The session that a page asks for; with the question it shows what the journal must still hold. */
export async function sessionAsked(services: Services, request: FastifyRequest): Promise<Session> {
  await hearReceipts(services, request);
  return sessionOf(services, request.desk);
}

/** A session as it stands after something was changed in it, which is also a sign of life of whoever did. */
export async function freshSession(services: Services, request: FastifyRequest, token: string): Promise<Session> {
  await noteActivity(services.accounts, services.now(), deskOf(request));
  return sessionOf(services, await deskWith(services.accounts, services.now(), token));
}
