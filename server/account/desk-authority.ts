import { refuse } from "#duty/grammar/decision.ts";
import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import { administers } from "#duty/person/last-administrator.ts";
import { mayHelp, orderCites } from "#duty/person/may-help.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import type { BothRanks } from "#duty/wiring/help-wiring.ts";
import { scopeOf } from "#server/http/at-desk.ts";
import { HttpProblem, nothingHere, problemOf } from "#server/http/problem.ts";
import type { Services } from "#server/start/services.ts";
import { ofWholeOrganisation } from "#server/start/within-context.ts";
import { type Account, accountFor, canSignIn } from "./account.ts";
import type { Desk } from "./desk-session.ts";

export async function personStream(
  services: Services,
  desk: Desk,
  person: PersonId,
): Promise<{ readonly state: Person; readonly version: number }> {
  const key = { site: desk.headOffice, noun: personKind.noun, id: person };
  const [stream] = await services.streams(scopeOf(desk), [key]);
  return { state: (stream?.state ?? personKind.begin(person)) as Person, version: stream?.version ?? 0 };
}

async function personState(services: Services, desk: Desk, person: PersonId): Promise<Person> {
  return (await personStream(services, desk, person)).state;
}

/** Whether a person may make and end accounts. */
export async function makesAccounts(services: Services, desk: Desk, person: PersonId): Promise<boolean> {
  return administers(await personState(services, desk, person), desk.headOffice);
}

interface HelpAsked {
  readonly actor: PersonId;
  readonly person: PersonId;
}

/**
 * ZB-32: the account of somebody whom the actor may help with their secrets. Heights are compared site by site, wherever the person holds
 * something: who is nobody here may stand high elsewhere.
 * @throws HttpProblem 404 where they have no account at a site that the desk sees, 403 where they stand higher
 */
export async function requireHelp(services: Services, desk: Desk, { actor, person }: HelpAsked): Promise<Account> {
  const account = await accountFor(services.accounts, desk.org, person);
  if (!account?.sites.some((site) => scopeOf(desk).sites.includes(site))) throw nothingHere("person.unknown");
  const everywhere = await ofWholeOrganisation(services.accounts, scopeOf(desk));
  const asked = { ask: "person.ranks", site: desk.headOffice, body: { person }, actor: { person: actor } };
  const { helper, helped, orderedBy } = (await services.ask(everywhere, asked)).facts.ranks as BothRanks;
  if (!mayHelp(helper, helped, account.sites))
    throw new HttpProblem(403, "person.may-not-help", { rules: orderCites(orderedBy), field: "person" });
  return account;
}

/**
 * ZB-10: an administrator who goes names another one who stays, and who can sign in: the journal knows of no accounts, and one without could
 * never give the function to anybody. Whoever is no administrator is refused by the act itself, and learns nothing of that person here.
 * @throws HttpProblem where they cannot
 */
export async function requireStaying(
  services: Services,
  desk: Desk,
  { actor, person, stays }: HelpAsked & { readonly stays?: PersonId | undefined },
): Promise<void> {
  if (actor !== person || stays === undefined || !(await makesAccounts(services, desk, actor))) return;
  if (await canSignIn(services.accounts, services.now(), { org: desk.org, person: stays })) return;
  throw problemOf(refuse("person.stays-without-access", ["ZB-10"], { field: "stays" }).refusal);
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

/** @throws HttpProblem 403 where whoever asks holds no function at the site and does not administer */
export async function requireSupervision(
  services: Services,
  desk: Desk,
  person: PersonId,
  site: SiteId,
): Promise<void> {
  if (!(await supervises(services, desk, person, [site]))) throw new HttpProblem(403, "account.not-a-supervisor");
}
