import type { SiteId } from "#duty/grammar/entry.ts";
import { type Holding, type Person, without } from "./person.ts";

/** The function that sets up sites, posts and people. Held at the head office as a whole, it reaches every site. */
export const administrator = "administrator";

/** What is asked before a function ends or somebody leaves. */
export interface StayingFacts {
  readonly headOffice: SiteId;
  /** Whether somebody else is shown to be an administrator of the organisation, and stays one. */
  readonly anotherStays: boolean;
}

/** Whether somebody administers the organisation: not one site of it alone, nor one post of the head office. */
export function administers(person: Person, headOffice: SiteId): boolean {
  return person.phase === "employed" && person.holdings.some((each) => isAdministration(each, headOffice));
}

/**
 * ZB-10: whether the organisation might be left without an administrator when a person loses this function, or all of theirs. Nobody could
 * ever give it again. No stream lists administrators: that one stays is shown by naming one, whose own stream is asked.
 */
export function takesLast(
  person: Person,
  { headOffice, anotherStays }: StayingFacts,
  ended: readonly Holding[] = person.holdings,
): boolean {
  return administers(person, headOffice) && !administers(without(person, ended), headOffice) && !anotherStays;
}

function isAdministration({ function: held, site, post }: Holding, headOffice: SiteId): boolean {
  return held === administrator && site === headOffice && post === undefined;
}
