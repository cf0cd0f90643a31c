import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";
import type { Context } from "#server/door/context.ts";
import type { Services } from "#server/start/services.ts";

/** Who looks at which site, and when. */
export interface SiteLook {
  readonly services: Services;
  readonly context: Context;
  readonly site: SiteId;
  readonly setup: Site;
  readonly person: PersonId;
  readonly now: Instant;
}
