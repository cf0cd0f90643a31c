import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import {
  type Escalation,
  isAnswered,
  isOutstanding,
  lapses,
  type Obligation,
  type ObligationEntry,
} from "#duty/grammar/obligation.ts";
import { calledColleague, isUnheard, withCall } from "#duty/grammar/rung-call.ts";
import type { HearBody } from "./ledger-shapes.ts";

export interface HearFacts {
  readonly obligation: Obligation | undefined;
  readonly escalation: Escalation | undefined;
  /** Candidates who belong to the organisation, with the functions that they hold for the post that owes; in their order. */
  readonly holders: readonly { readonly person: PersonId; readonly functions: readonly string[] }[];
  /** Whom the call is about: whoever owes it, whoever is on duty at the post, and whoever is missing at one that is empty. */
  readonly about: readonly PersonId[];
}

/**
 * A call is given names, and it is entered whether it reached a screen. Nobody hearing it, the next rung is called in the same moment (ZB-27).
 * Said again, by another dispatcher or after the answer, it says nothing new; somebody who hears later is entered once. Where all who heard it have
 * left the company or lost the function meanwhile, it is as if nobody had.
 */
export const hearCall: Decide<unknown, HearBody, unknown, HearFacts, ObligationEntry> = ({
  body: { key, rung, listening },
  facts,
  circumstances: { now },
}) => {
  const { obligation, escalation } = facts;
  const call = escalation?.calls[rung - 1];
  if (!obligation || !escalation || !call) return enter();
  if (!isOutstanding(obligation) || isAnswered(escalation)) return enter();
  const people = whomToCall(facts, obligation, rung);
  if (!isUnheard(call) && call.heardBy?.some((each) => people.includes(each))) return enter();
  const heard = people.filter((each) => listening.includes(each));
  const named: ObligationEntry[] = isSame(people, call.people)
    ? []
    : [{ type: "obligation.called", body: { key, rung, people } }];
  if (heard.length > 0) return enter(...named, { type: "obligation.heard", body: { key, rung, people: heard } });
  if (isUnheard(call)) return enter(...named);
  const calls = withCall(escalation.calls, rung, { people, unheardAt: now });
  const next = lapses(obligation, { ...escalation, calls }, now);
  return enter(...named, { type: "obligation.unheard", body: { key, rung } }, ...next);
};

/**
 * The holders of a rung's function, or whoever owes it where the rung is for them. Whom the call is about are among the holders only where nobody
 * else holds any function of the ladder.
 */
function whomToCall({ holders, about }: HearFacts, { ladder, person }: Obligation, rung: number): readonly PersonId[] {
  const called = ladder[rung - 1]?.call;
  if (called === calledColleague) return holders.flatMap((each) => (each.person === person ? [person] : []));
  const holding = holders.filter(({ functions }) => called !== undefined && functions.includes(called));
  const others = holders.filter(({ person, functions }) => {
    return !about.includes(person) && ladder.some(({ call }) => functions.includes(call));
  });
  return holding.map(({ person }) => person).filter((each) => others.length === 0 || !about.includes(each));
}

function isSame(one: readonly PersonId[], other: readonly PersonId[] | undefined): boolean {
  return other !== undefined && one.length === other.length && one.every((each) => other.includes(each));
}
