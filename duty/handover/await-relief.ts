import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import type { Begun, Handover } from "./handover.ts";
import { handoverDueAt, handoverOwedFrom, timeToPass } from "./handover-owes.ts";
import type { Successor, WhoIsThere } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry } from "./handover-shapes.ts";

/*
 * Nobody hands a post over to somebody who is not there, and closes it alone only where nobody is to come, at the end of the shift (ZB-20): until then
 * its hand-over is not late (ZB-35). Whoever should have come is late for that, and called about, in their own turn (ZB-24, ZB-25).
 */

export interface AwaitReliefBody {
  /** Who has just come to the post in a later shift; undefined where the clock asks. */
  readonly came?: PersonId;
}

export interface AwaitReliefFacts extends WhoIsThere {
  /** Whether the clock has entered that it was late: then it could have been done. */
  readonly missed: boolean;
}

/**
 * The clock asks before it counts a hand-over as missed: it waits as long as nobody is there who could take the post over, and is asked again after as
 * long as it has been owed. Once it can be done, be it that somebody came, is back, or is not waited for any more, there is as long for it as there always
 * is. Nothing is entered where it could have been done in time: then it is missed.
 */
export const awaitRelief: Decide<Handover, AwaitReliefBody, HandoverRule, AwaitReliefFacts, HandoverEntry> = ({
  state,
  body: { came },
  rule,
  facts,
  circumstances: { now },
}) => {
  if (state.phase === "unknown" || state.phase === "completed" || state.neverBegun || facts.missed) return enter();
  if (came !== undefined) return isFirstToCome(facts, came) && now >= handoverOwedFrom(state) ? canPass(now) : enter();
  const dueAt = handoverDueAt(state, rule);
  if (!isOverdue(dueAt, now)) return enter();
  const since = passesSince(state, facts);
  if (since === undefined) {
    const longer = Math.max(now - handoverOwedFrom(state), timeToPass(rule));
    return enter({ type: "handover.relief-waited", body: { until: instant(now + longer) } });
  }
  if (state.waitedUntil !== undefined) return canPass(now);
  return since >= dueAt ? canPass(since) : enter();
};

function canPass(since: Instant): ReturnType<typeof enter<HandoverEntry>> {
  return enter<HandoverEntry>({ type: "handover.can-pass", body: { since } });
}

/** Whether nobody stood there before who could take the post over: the facts are those from before they came. */
function isFirstToCome(facts: WhoIsThere, came: PersonId): boolean {
  return came !== facts.outgoing && !othersOf(facts).some(isThere(facts));
}

/**
 * Since when the post can pass as things stand: as long as the shift runs, where somebody stands there who takes over, the post rests, or only whoever hands
 * over is to come; where nobody is, since the end of the shift; undefined while somebody is to come and nobody is there.
 */
function passesSince({ occurrence: { startsAt, endsAt } }: Begun, facts: WhoIsThere): Instant | undefined {
  const others = othersOf(facts);
  if (others.length > 0) return others.some(isThere(facts)) ? startsAt : undefined;
  return facts.successors.length === 0 && facts.following !== undefined ? endsAt : startsAt;
}

function othersOf({ successors, outgoing }: WhoIsThere): readonly Successor[] {
  return successors.filter(({ person }) => person !== outgoing);
}

function isThere({ away }: WhoIsThere): (each: Successor) => boolean {
  return ({ person, onDuty }) => onDuty && !away.includes(person);
}
