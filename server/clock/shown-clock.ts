import { type ClockPast, clockId, clockKind, isJumpOpen, isUnlooked } from "#duty/clock/site-clock.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import type { Context } from "#server/door/context.ts";
import type { Services } from "#server/start/services.ts";
import type { ShownJump } from "./clock-answer.ts";

/** What the clocks of sites went through, in the order of the sites. */
export async function clocksOf(
  services: Services,
  context: Context,
  sites: readonly SiteId[],
): Promise<readonly ClockPast[]> {
  const keys = sites.map((site) => ({ site, noun: clockKind.noun, id: clockId }));
  return (await services.streams(context, keys)).map(({ state }) => state as ClockPast);
}

/** The jumps at which nobody has looked yet, the first one first. */
export function unlookedJumps(clock: ClockPast): ShownJump[] {
  return Object.entries(clock.jumps)
    .filter(([, jump]) => isUnlooked(jump))
    .map(([name, jump]) => {
      const { from, to, at, witness, server } = jump;
      return { jump: name, from, to, at, witness, server, waits: isJumpOpen(jump) };
    })
    .toSorted((one, other) => one.at - other.at);
}
