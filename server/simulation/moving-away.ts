import { type Absence, askedLeave, openLeave } from "#duty/absence/absence.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { putIn } from "./arrival.ts";
import { shiftNameOf, type Watch } from "./habit.ts";
import * as say from "./tower-phrases.ts";
import { atTower, type Doing, type ScriptedPart, type Troupe } from "./troupe.ts";

/** So long before the end of a shift whoever moves away begins to. */
export const movingMinutes = 130;

const to = "east-gate";

/**
 * The east gate wants a second person: somebody is put in at the post, and whoever stood there goes over. While two stand at the gate, the other
 * goes to eat. Answers who holds the post that was left.
 */
export function* moveAway({ life, turn, person }: Watch): ScriptedPart<PersonId> {
  const { chance, company, troupe } = life;
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
  if (beside !== undefined)
    yield* mealOf(troupe, beside, person, { ...shiftNameOf(turn), post: to }, plusMinutes(movesAt, 6));
  return put;
}

/** Somebody goes to eat while another of the same shift stands there for them; a visitor keeps them at first, and they ask once more; the other accepts, and they come back, as on any screen. */
function* mealOf(troupe: Troupe, person: PersonId, cover: PersonId, shift: ShiftName, at: Instant): ScriptedPart {
  const absence = () =>
    troupe.knows<Absence>(atTower("absence", turnId({ ...shift, person }))) ?? {
      turn: { ...shift, person },
      times: [],
    };
  // Who has left at once meanwhile is away as it is.
  const still = () => openLeave(absence()) === undefined;
  const asks = (askedAt: Instant): Doing => {
    const returnBy = plusMinutes(askedAt, 35);
    const body = { ...shift, why: "meal", to: "员工食堂", returnBy, cover: { ...shift, person: cover } };
    return { at: askedAt, who: person, act: "absence.ask", body, still };
  };
  const { refusal } = yield asks(at);
  if (refusal) return;
  yield {
    at: plusMinutes(at, 1),
    who: person,
    act: "absence.withdraw",
    body: { ...shift, person },
    rare: "withdrawal",
    still: () => askedLeave(absence()) !== undefined,
  };
  yield asks(plusMinutes(at, 5));
}
