import { z } from "zod";
import { type Person, personKind } from "#duty/person/person.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import type { Services } from "#server/start/services.ts";
import { type Desk, lockedSince, locksAt, openPeople, sitesOf } from "./desk-session.ts";

export const languageShape = z.enum(["zh-CN", "zh-Hant", "en"]);

const personShape = z.object({
  person: z.string(),
  name: z.string(),
  signInName: z.string(),
  mustChangePassword: z.boolean(),
  mustSetPin: z.boolean(),
  language: languageShape,
  /** Nothing is done in their name before they have proved anew who they are. */
  locked: z.boolean(),
  functions: z.array(z.object({ function: z.string(), site: z.string(), post: z.string().optional() })),
});

export const sessionShape = z.object({
  people: z.array(personShape),
  /** Nobody at the desk may do anything. */
  locked: z.boolean(),
  lockedAt: z.int().nullable(),
  locksAt: z.int().nullable(),
  endsAt: z.int().nullable(),
  organisation: z.object({ id: z.string(), name: z.string() }).nullable(),
  sites: z.array(z.object({ site: z.string(), name: z.string(), zone: z.string(), demonstration: z.boolean() })),
  device: z.object({ id: z.string(), name: z.string() }).nullable(),
  demonstration: z.boolean(),
  now: z.int(),
});
export type Session = z.infer<typeof sessionShape>;

/**
 * What a browser must know of the people who sit at it. A locked desk shows who they are and where, so that one of them can open it, and no
 * more; while one is open, the sites are those that this one sees.
 */
export async function sessionOf(services: Services, desk: Desk | undefined): Promise<Session> {
  const now = services.now();
  if (!desk) return nobody(now);
  const lockedAt = lockedSince(desk);
  const shown = lockedAt === undefined ? openPeople(desk) : desk.people;
  const scope = { org: desk.org, sites: sitesOf(desk, shown) };
  const sites = scope.sites.filter((site) => shown.some((each) => each.sites.includes(site)));
  const people = desk.people.map((each) => each.person);
  const [names, setups, persons] = await Promise.all([
    services.names(scope, desk.headOffice, people),
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
      language: each.language,
      locked: each.lockedAt !== undefined,
      functions: functionsOf(persons[index]?.state as Person),
    })),
    locked: lockedAt !== undefined,
    lockedAt: lockedAt ?? null,
    locksAt: lockedAt === undefined ? locksAt(desk) : null,
    endsAt: Math.min(...desk.people.map((each) => each.endsAt)),
    organisation: { id: desk.org, name: desk.organisation },
    sites: setups.map(({ state }, index) => {
      const { name, zone, demonstration } = state as Site;
      return { site: sites[index] ?? "", name, zone, demonstration };
    }),
    device: desk.device ?? null,
    demonstration: desk.demonstration,
    now,
  };
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
    endsAt: null,
    organisation: null,
    sites: [],
    device: null,
    demonstration: false,
    now,
  };
}
