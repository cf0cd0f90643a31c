import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";

/** A stream changed. `id` is what a browser sends back as Last-Event-ID. */
export interface FeedEvent {
  readonly id: string;
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly noun: string;
  readonly stream: string;
  readonly version: number;
  readonly types: readonly string[];
  readonly at: Instant;
}
