import { actRefusals } from "#duty/act-refusals.ts";
import { refusedForPin } from "#duty/door/edge-refusals.ts";
import { livedActs } from "./lived-acts.ts";

/* With what people are refused in the random lives: all that the document of the interface tells of their acts, and nothing else. */

/** What no random life meets, and why. */
export const unmet: Readonly<Record<string, string>> = {};

/** Every code with which an act of the lives may refuse. */
export function refusalsOfLives(): readonly string[] {
  return [...new Set(livedActs.flatMap((act) => actRefusals[act] ?? []))].toSorted();
}

/** Whether an act may refuse with a code, as the document of the interface has it. */
export function isTold(act: string, code: string): boolean {
  return actRefusals[act]?.includes(code) || refusedForPin.includes(code);
}
