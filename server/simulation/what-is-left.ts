import type { PersonId } from "#duty/grammar/entry.ts";
import { sidesOf, workDone } from "#duty/handover/done-by.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { incomingOf, isOnDuty } from "#duty/handover/handover-parties.ts";
import { isUnreleased, passesByItself } from "#duty/handover/passing-matters.ts";
import { type AtHandover, type Forms, type HandoverSeen, handoverSeen } from "./handover-seen.ts";

/** Whether somebody of the relief is on duty and not away. */
export function isThere({ facts }: HandoverSeen, person: PersonId): boolean {
  return facts.successors.some(isOnDuty(person)) && !facts.away.includes(person);
}

/** What whoever takes over has still to read, count and take of the form `state`, and what both have to confirm. */
export function* whatIsLeft(at: AtHandover, form: Handover): Forms {
  const desk = { ...handoverSeen(at), state: form };
  const { state, rule, facts } = desk;
  if (state.phase !== "prepared") return;
  const who = incomingOf(state, facts);
  if (who === undefined || !isThere(desk, who)) return;
  const { preparation } = state;
  const sides = sidesOf(state, facts, "incoming", who);
  const work = workDone(state, sides);
  if (rule.recordsRead?.required && !work.recordsRead) yield { who, act: "handover.read-records", body: at.shift };
  const books = preparation.books.filter((each) => !work.booksTaken.includes(each));
  if (books.length > 0) yield { who, act: "handover.take-books", body: { ...at.shift, books } };
  const counts = preparation.kit
    .filter(({ item }) => !work.counts.some((each) => each.item === item))
    .map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
  if (counts.length > 0) yield { who, act: "handover.count", body: { ...at.shift, counts } };
  for (const each of facts.matters) {
    const isListed = preparation.matters.some(({ id }) => id === each.id);
    if (!isListed || passesByItself(each) || work.taken.includes(each.id) || isUnreleased(each, rule)) continue;
    yield { who, act: "handover.take-matter", body: { ...at.shift, matter: each.id } };
  }
  for (const { key: problem } of state.problems) {
    for (const side of ["outgoing", "incoming"] as const) {
      const by = sides[side];
      if (by === undefined || facts.away.includes(by) || work.confirmed(problem).includes(side)) continue;
      yield { who: by, act: "handover.confirm-problem", body: { ...at.shift, problem } };
    }
  }
}
