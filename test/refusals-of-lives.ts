import { actRefusals } from "#duty/act-refusals.ts";
import { refusedForPin } from "#duty/door/edge-refusals.ts";
import { livedActs } from "./lived-acts.ts";

/* With what people are refused in the random lives: all that the document of the interface tells of their acts, and nothing else. */

/** What no random life meets, and why. */
export const unmet: Readonly<Record<string, string>> = {
  "absence.device-missing": "no text of the tower asks what whoever leaves takes along",
  "absence.in-turns": "no text of the tower sends people to their meals in turns",
  "absence.place-missing": "no text of the tower asks where whoever leaves goes",
  "absence.reason-missing": "no text of the tower asks why somebody leaves for a while",
  "absence.regulation-unconfirmed":
    "one text of the tower is to be confirmed, and at every post: whoever is on duty at one has confirmed it",
  "absence.lends-too-many": "the tower keeps one person at a post, and who would leave none there is refused before",
  "absence.too-few": "the tower keeps one person at a post, and whoever covers is that one",
  "attendance.too-few-stay": "the tower keeps one person at a post, and who would leave none there is refused before",
  "handover.other-side-first": "no text of the tower says which side signs first",
  "ledger.reason-missing":
    "at the tower somebody else who leads is always called as well, so nobody answers for themselves",
  "log.function-lacking": "no text of the tower says who countersigns a page",
  "log.too-many-lines": "no life writes three hundred lines of one person on one page",
  "matter.too-many-own": "no life has fifty matters open that one person opened at one post",
  "matter.too-many-notes": "no life tells twenty times of one matter by one person within a day",
  "matter.too-many-open": "no life opens as many matters at one post as a form takes",
  "notice.not-a-reader": "in a life whoever acts is always a person",
};

/** What scenes at a change of shifts may come to, where posts are set up anew, and whole lives never do: it is neither tried for nor asked for. */
export const ofScenesAlone: Readonly<Record<string, string>> = {
  "attendance.post-unclosed": "but for scenes a shift follows every other at the tower, so no post rests",
  "handover.before-not-taken-up": "but for scenes no post rests",
  "handover.books-changed-since": "but for scenes the set-up of a post does not change",
  "handover.kit-changed-since": "but for scenes the set-up of a post does not change",
  "handover.own-closing": "but for scenes no post rests",
};

/** Every code with which an act of the lives may refuse. */
export function refusalsOfLives(): readonly string[] {
  return [...new Set(livedActs.flatMap((act) => actRefusals[act] ?? []))].toSorted();
}

/** Whether an act may refuse with a code, as the document of the interface has it. */
export function isTold(act: string, code: string): boolean {
  return actRefusals[act]?.includes(code) || refusedForPin.includes(code);
}
