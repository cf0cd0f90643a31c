import type { ActId } from "#duty/acts.ts";

/** What is of the whole organisation: whoever leaves it leaves every site of it, also one that no desk here shows. */
const ofWholeOrganisation: ReadonlySet<string> = new Set<ActId>(["person.leave"]);

/** Whose rule asks at sites that no desk here may show: how high somebody stands is told by every site at which they hold something. */
const askedEverywhere: ReadonlySet<string> = new Set<ActId>(["person.reset-pin", "person.reset-password"]);

export function asksEverySite(act: string): boolean {
  return askedEverywhere.has(act);
}

/** Whether what follows an act may stand at other sites of the organisation than the one at which it was sent. */
export function reachesEverySite(act: string): boolean {
  return ofWholeOrganisation.has(act);
}
