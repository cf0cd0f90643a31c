import type { PersonId } from "#duty/grammar/entry.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { putIn } from "./arrival.ts";
import { type Life, shiftNameOf, type Watch } from "./habit.ts";
import * as say from "./tower-phrases.ts";
import { atTower, type Doing, type ScriptedPart } from "./troupe.ts";
import { isHandedOver } from "./who-is-there.ts";

/** So long before the end of a shift whoever moves away begins to. */
export const movingMinutes = 130;

const to = "east-gate";

/**
 * The east gate wants a second person: somebody is put in at the post, and whoever stood there goes over. While two stand at the gate, the other
 * goes to eat. Answers who holds the post that was left.
 */
export function* moveAway({ life, turn, person }: Watch): ScriptedPart<PersonId> {
  const { chance, company } = life;
  const at = plusMinutes(turn.endsAt, -chance.between(115, movingMinutes));
  const beside = company.rostered(to, at);
  const [cover] = company.sparesFor(turn.post, turn.date);
  const put = yield* putIn(life, turn, { absent: person, cover, at });
  if (put === person) return person;
  const comesAt = plusMinutes(at, chance.between(8, 15));
  yield { at: comesAt, who: put, act: "attendance.sign-on", body: shiftNameOf(turn) };
  const movesAt = plusMinutes(comesAt, 3);
  const body = { ...shiftNameOf(turn), to, record: chance.pick(say.moves) };
  const { refusal } = yield { at: movesAt, who: person, act: "attendance.move", body, rare: "move" };
  if (refusal) return put;
  if (beside !== undefined) yield* mealOf(beside, person, { ...shiftNameOf(turn), post: to }, plusMinutes(movesAt, 6));
  life.troupe.begin(goesHome(life, person, { ...shiftNameOf(turn), post: to }, plusMinutes(turn.endsAt, 35)));
  return put;
}

/** Whoever came as the second looks whether the gate has passed on, and goes once it has. */
function* goesHome(life: Life, person: PersonId, there: ShiftName, at: Instant): ScriptedPart {
  const stream = atTower("attendance", `${shiftId(there)}/${person}`);
  for (const waited of [0, 20, 60, 120, 240]) {
    const still = () => isHandedOver(life, there) && life.troupe.owes(stream, "sign-off") !== undefined;
    yield { at: plusMinutes(at, waited), who: person, act: "attendance.sign-off", body: there, still };
  }
}

/** Somebody goes to eat while another of the same shift stands there for them; a visitor keeps them at first, and they ask once more. */
function* mealOf(person: PersonId, cover: PersonId, shift: ShiftName, at: Instant): ScriptedPart {
  const asks = (askedAt: Instant): Doing => {
    const returnBy = plusMinutes(askedAt, 35);
    const body = { ...shift, why: "meal", to: "员工食堂", returnBy, cover: { ...shift, person: cover } };
    return { at: askedAt, who: person, act: "absence.ask", body };
  };
  const { refusal } = yield asks(at);
  if (refusal) return;
  yield {
    at: plusMinutes(at, 1),
    who: person,
    act: "absence.withdraw",
    body: { ...shift, person },
    rare: "withdrawal",
  };
  yield asks(plusMinutes(at, 5));
  const accepted = { ...shift, person, own: shift };
  yield { at: plusMinutes(at, 7), who: cover, act: "absence.accept", body: accepted, rare: "cover-absence" };
  yield { at: plusMinutes(at, 32), who: person, act: "absence.come-back", body: shift };
}
