import type { PersonId } from "#duty/grammar/entry.ts";
import { type Absence, bareLeaves, type Leave, takenLeave } from "./absence.ts";

/* Of which leave somebody may say that they heard, and who keeps the post by having said so (ZB-22). */

/** That of whoever is away, or has gone off duty while it is called that nobody stands there. */
export function leaveToHear(absence: Absence): Leave | undefined {
  return takenLeave(absence) ?? bareLeaves(absence).at(-1);
}

/**
 * Who has said nothing of a leave at once of which they were called: they keep nothing by standing there. Whoever has come since was not called, and has
 * come; of an ordinary leave nobody was.
 */
export function saysNothing(
  { atOnce, told, heard }: Pick<Leave, "atOnce" | "told" | "heard">,
  person: PersonId,
): boolean {
  return atOnce && told.includes(person) && heard[person] === undefined;
}

/** Who said that they heard that it was left at once: they keep the post while they stand there. */
export function heardAtOnce(leave: Pick<Leave, "atOnce" | "heard"> | undefined): readonly PersonId[] {
  return leave?.atOnce ? Object.keys(leave.heard) : [];
}
