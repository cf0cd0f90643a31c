import type { PersonId, SiteId } from "#duty/grammar/entry.ts";
import type { Presence, Turn } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { inOrderOfLeading } from "./handover-at.ts";
import { phaseOfHandover, presences, whoIsDue } from "./questions.ts";

/* Who of a shift hands its post over, for whoever wants to leave it. */

/**
 * `handover.handsOver`: whether somebody leads a shift that is not handed over. Nobody comes before them, or only people who are away from the
 * post: these lead it still, though whoever is there signs for the side (ZB-18). What was closed alone is not handed over where somebody has come
 * for the next shift after all (`followed`).
 */
export function handsOver(site: SiteId, { person, ...shift }: Turn, followed: Question<boolean>): Question<boolean> {
  const there = presences({ site, post: shift.post });
  const due = whoIsDue(site, shift);
  const phase = phaseOfHandover(site, shift);
  return {
    streams: [...(due.streams ?? []), ...(phase.streams ?? []), ...(followed.streams ?? [])],
    ledger: [...(there.ledger ?? []), ...(followed.ledger ?? [])],
    answer: (reader) => {
      if (phase.answer(reader) === "completed" && !followed.answer(reader)) return false;
      const found = there.answer(reader);
      const rostered = due.answer(reader).map((each) => each.person);
      const people = inOrderOfLeading(peopleOf(found, shift), rostered);
      const before = people.slice(0, Math.max(people.indexOf(person), 0));
      return before.every((each) => isAway(found, each));
    },
  };
}

/** `handover.couldHandOver`: how many others on duty in a shift could hand it over, since they are not away from the post. */
export function couldHandOver(site: SiteId, { person, ...shift }: Turn): Question<number> {
  const there = presences({ site, post: shift.post });
  return {
    ...there,
    answer: (reader) => {
      const found = there.answer(reader);
      return peopleOf(found, shift).filter((each) => each !== person && !isAway(found, each)).length;
    },
  };
}

function peopleOf(found: readonly Presence[], shift: Omit<Turn, "person">): PersonId[] {
  const ofShift = found.filter(({ turn, as }) => as === "on-duty" && shiftId(turn) === shiftId(shift));
  return [...new Set(ofShift.map(({ turn }) => turn.person))];
}

function isAway(found: readonly Presence[], person: PersonId): boolean {
  return found.some(({ turn, as }) => as === "away" && turn.person === person);
}
