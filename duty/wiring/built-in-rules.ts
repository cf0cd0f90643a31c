import type { RuleId } from "#duty/grammar/decision.ts";

/**
 * Rules of the house that no element of its text carries out, since the code itself does: who signs in person, what a signature binds, that
 * nothing entered is changed, and their like. A test finds each where it is carried out, and that none is missing here.
 */
export const builtInRules: readonly RuleId[] = [
  "ZB-02",
  "ZB-03",
  "ZB-04",
  "ZB-10",
  "ZB-14",
  "ZB-15",
  "ZB-18",
  "ZB-19",
  "ZB-20",
  "ZB-27",
  "ZB-31",
  "ZB-34",
];
