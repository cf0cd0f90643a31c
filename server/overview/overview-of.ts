import { clocksOf, unlookedJumps } from "#server/clock/shown-clock.ts";
import type { OverviewAnswer } from "./overview-answer.ts";
import type { SiteLook } from "./site-look.ts";
import { presentOf } from "./site-overview.ts";
import { pastOf } from "./site-past.ts";
import { toldBeforehand } from "./told-beforehand.ts";

/** All that whoever answers for a site sees of it at once. `bench overview` measures this very function. */
export async function overviewOf(looking: SiteLook): Promise<OverviewAnswer> {
  const { services, context, site } = looking;
  const [present, past, ahead, [clock]] = await Promise.all([
    presentOf(looking),
    pastOf(looking),
    toldBeforehand(looking),
    clocksOf(services, context, [site]),
  ]);
  return { ...present, ...past, ...ahead, clock: clock ? unlookedJumps(clock) : [] };
}
