import type { PersonId } from "#duty/grammar/entry.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { HeldShift } from "./arrival.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import { check, sign } from "./takeover.ts";
import * as say from "./tower-phrases.ts";
import type { ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";
import { hasGone, leads, onDutyIn } from "./who-is-there.ts";

/** Somebody leaves before the relief is there. The squad leader finds the post empty, records it, and hands over in their place. */
export function* abandoned(life: Life, from: WatchedTurn, person: PersonId, to: WatchedTurn): ScriptedPart<HeldShift> {
  const { chance, company } = life;
  const leftAt = plusMinutes(from.endsAt, -chance.between(1, 6));
  const foundAt = plusMinutes(from.endsAt, chance.between(2, 5));
  const leader = company.leaderFor(from.post, foundAt);
  const turn = shiftNameOf(from);
  const account = { ...turn, person, leftAt, account: chance.pick(say.abandonments) };
  yield { at: foundAt, who: leader, act: "attendance.record-abandonment", body: account, rare: "abandonment" };
  const outgoing = yield* whoHandsOver(life, from, person, plusMinutes(foundAt, 1));
  const since = plusMinutes(foundAt, chance.between(3, 13));
  yield { at: since, who: to.person, act: "attendance.sign-on", body: shiftNameOf(to) };
  const sides = { outgoing, incoming: to.person };
  const checkedAt = yield* check(life, from, sides, plusMinutes(since, 1));
  const signedAt = yield* sign(life, from, sides, checkedAt);
  return { person: to.person, since: plusMinutes(signedAt, 5) };
}

/** Who speaks for the side that goes: whoever of it is there, and where nobody is any more, a superior in their place. */
export function* whoHandsOver(
  life: Life,
  from: WatchedTurn,
  remembered: PersonId,
  at: Instant,
): ScriptedPart<PersonId> {
  if (!hasGone(life, from, remembered) || onDutyIn(life, from).length > 0) return leads(life, from, remembered);
  const leader = life.company.leaderFor(from.post, at);
  const body = { ...shiftNameOf(from), reason: "交班人已离岗，由班长代为交班。" };
  const { refusal } = yield { at, who: leader, act: "handover.stand-in", body, rare: "stand-in" };
  return refusal ? remembered : leader;
}
