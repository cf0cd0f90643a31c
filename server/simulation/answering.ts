import { plusMinutes } from "#duty/grammar/time.ts";
import type { Life } from "./habit.ts";
import { habits } from "./habits.ts";
import type { HeardCall, ScriptedPart } from "./troupe.ts";

/**
 * Whoever heard a call mostly answers it within minutes, and does what helps; now and then nobody does, and the ladder goes on to its end.
 */
export function* answerCall(life: Life, { message, at, people }: HeardCall): ScriptedPart {
  const { chance, troupe } = life;
  const [person] = people;
  const { obligation, stream } = message;
  if (person === undefined || chance.happens(0.12)) return;
  const answeredAt = plusMinutes(at, chance.between(2, 9));
  const still = () => troupe.owes(stream, obligation.key) !== undefined;
  const body = { stream: { noun: stream.noun, id: stream.id }, key: obligation.key };
  const { refusal, touched } = yield { at: answeredAt, who: person, act: "ledger.acknowledge", body, still };
  if (!refusal && touched.length > 0) troupe.tally.calls.answered += 1;
  const helps = habits.map(({ answers }) => answers?.[obligation.what]).find((each) => each !== undefined);
  if (refusal || !helps || !still()) return;
  yield* helps({ life, stream, obligation, person, at: plusMinutes(answeredAt, chance.between(1, 3)) });
}
