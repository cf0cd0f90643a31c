import type { ActId } from "#duty/acts.ts";

/** What is of the whole organisation: whoever leaves it leaves every site of it, also one that no desk here shows. */
const ofWholeOrganisation: ReadonlySet<string> = new Set<ActId>(["person.leave"]);

/** Whether what follows an act may stand at other sites of the organisation than the one at which it was sent. */
export function reachesEverySite(act: string): boolean {
  return ofWholeOrganisation.has(act);
}
