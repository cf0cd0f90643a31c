import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";

/** For whom something is done: the organisation and the sites that the account, or the clock, may touch. Never taken from a request's body. */
export interface Context {
  readonly org: OrganisationId;
  readonly sites: readonly SiteId[];
}
