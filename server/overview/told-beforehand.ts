import { doubledAt } from "./doubled-at-site.ts";
import type { OverviewAnswer } from "./overview-answer.ts";
import type { SiteLook } from "./site-look.ts";
import { unheardAt } from "./unheard-at-site.ts";

/** What will go wrong at a site as it is set up and planned now, though nothing is owed yet: calls that reach nobody, people in two places. */
export async function toldBeforehand(looking: SiteLook): Promise<Pick<OverviewAnswer, "unheard" | "doubled">> {
  const [unheard, doubled] = await Promise.all([unheardAt(looking), doubledAt(looking)]);
  return { unheard, doubled };
}
