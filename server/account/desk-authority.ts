import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import { administers } from "#duty/person/last-administrator.ts";
import { mayHelp } from "#duty/person/may-help.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import { scopeOf } from "#server/http/at-desk.ts";
import type { Services } from "#server/start/services.ts";
import type { Desk } from "./desk-session.ts";

export async function personState(services: Services, desk: Desk, person: PersonId): Promise<Person> {
  const key = { site: desk.headOffice, noun: personKind.noun, id: person };
  const [stream] = await services.streams(scopeOf(desk), [key]);
  return (stream?.state ?? personKind.begin(person)) as Person;
}

/** Whether a person may make and end accounts. */
export async function makesAccounts(services: Services, desk: Desk, person: PersonId): Promise<boolean> {
  return administers(await personState(services, desk, person), desk.headOffice);
}

/** ZB-02: whether somebody may help somebody else with their PIN. */
export async function helps(
  services: Services,
  desk: Desk,
  { actor, person, sites }: { readonly actor: PersonId; readonly person: PersonId; readonly sites: readonly SiteId[] },
): Promise<boolean> {
  const [helper, helped] = await Promise.all([personState(services, desk, actor), personState(services, desk, person)]);
  return mayHelp(helper, { person: helped, sites, headOffice: desk.headOffice });
}

/** Whether a person holds any function at one of these sites, or administers: enough to help somebody whose phone is lost. */
export async function supervises(
  services: Services,
  desk: Desk,
  person: PersonId,
  sites: readonly SiteId[],
): Promise<boolean> {
  const state = await personState(services, desk, person);
  return administers(state, desk.headOffice) || state.holdings.some(({ site }) => sites.includes(site));
}
