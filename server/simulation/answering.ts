import type { Attendance } from "#duty/attendance/attendance.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Obligation, peopleNamedBy } from "#duty/grammar/obligation.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { maySayEmpty } from "#duty/wiring/who-is-missing.ts";
import { meets } from "./chooser.ts";
import type { Life } from "./habit.ts";
import { isForgotten } from "./temper.ts";
import type { HeardCall, ScriptedPart } from "./troupe.ts";

/** Whether a call is about somebody: it names them, or the post at which they are on duty, or says that it is empty and they are waited for there. */
function isAbout({ troupe }: Life, person: PersonId, obligation: Obligation): boolean {
  if (peopleNamedBy(obligation).includes(person)) return true;
  const phases = maySayEmpty(obligation) ? ["on", "expected"] : ["on"];
  return [...troupe.knownOf("attendance", obligation.post)].some(
    ({ key, state }) => turnNamed(key.id).person === person && phases.includes((state as Attendance).phase),
  );
}

/**
 * Whoever heard a call mostly answers it within minutes, and does what helps; now and then nobody does, and the ladder goes on to its end.
 */
export function* answerCall(life: Life, { message, at, people }: HeardCall): ScriptedPart {
  const { chance, troupe } = life;
  const { obligation, stream } = message;
  // Nobody silences a call about themselves: who is called about their own post leaves it to the others.
  const person = people.find((each) => !isAbout(life, each, obligation));
  if (person === undefined) return;
  if (chance.happens(0.12)) {
    troupe.tally.calls.ignored += 1;
    return;
  }
  const answeredAt = plusMinutes(at, chance.between(2, 9));
  const still = () => troupe.owes(stream, obligation.key) !== undefined && !isAbout(life, person, obligation);
  const body = { stream: { noun: stream.noun, id: stream.id }, key: obligation.key };
  const { refusal, touched } = yield { at: answeredAt, who: person, act: "ledger.acknowledge", body, still };
  if (!refusal && touched.length > 0) troupe.tally.calls.answered += 1;
  if (refusal || !still()) return;
  const helpsAt = plusMinutes(answeredAt, chance.between(1, 3));
  yield { at: helpsAt, looks: person };
  const owed = troupe.owes(stream, obligation.key);
  if (owed && !isForgotten(life, { stream, obligation: owed }, person))
    yield* meets(life, { line: { stream, obligation: owed }, person, at: helpsAt });
}
