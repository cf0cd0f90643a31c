import { type Escalation, isAnswered, isOutstanding, type Obligation } from "#duty/grammar/obligation.ts";
import { isForWhoOwes, isUnheard } from "#duty/grammar/rung-call.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";

/**
 * From when on a call is for everybody of the site: the ladder has ended and nobody answered. The last rung is given as much time as the ladder
 * gave the one before it. A ladder that gave that one no time waits until the thing is due; where nobody heard the last call, nothing is waited
 * for. Undefined while rungs are left, where the call is over, and where nobody could answer it instead of whom it is for.
 */
export function forWholeSiteFrom(
  obligation: Pick<Obligation, "dueAt" | "ladder" | "metAt" | "endedAt">,
  escalation: Pick<Escalation, "rung" | "calls" | "acknowledgedAt" | "selfAnswered">,
): Instant | undefined {
  const { ladder, dueAt } = obligation;
  const last = escalation.calls.at(-1);
  if (!isOutstanding(obligation) || isAnswered(escalation) || isForWhoOwes(obligation)) return undefined;
  if (!last || escalation.rung < ladder.length) return undefined;
  if (isUnheard(last)) return last.unheardAt;
  const [before = 0, own = 0] = [0, ...ladder.map(({ afterMinutes }) => afterMinutes)].slice(-2);
  return own > before ? plusMinutes(last.at, own - before) : instant(Math.max(dueAt, last.at));
}
