import type { OverviewAnswer } from "./overview-answer.ts";
import type { SiteLook } from "./site-look.ts";
import { presentOf } from "./site-overview.ts";
import { pastOf } from "./site-past.ts";
import { toldBeforehand } from "./told-beforehand.ts";

/** All that whoever answers for a site sees of it at once. `bench overview` measures this very function. */
export async function overviewOf(looking: SiteLook): Promise<OverviewAnswer> {
  const [present, past, ahead] = await Promise.all([presentOf(looking), pastOf(looking), toldBeforehand(looking)]);
  return { ...present, ...past, ...ahead };
}
