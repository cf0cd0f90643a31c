import type { PersonId } from "#duty/grammar/entry.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { HeldShift } from "./arrival.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import { check, sign } from "./takeover.ts";
import * as say from "./tower-phrases.ts";
import type { ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";

/** Somebody leaves before the relief is there. The squad leader finds the post empty, records it, and hands over in their place. */
export function* abandoned(
  life: Life,
  from: WatchedTurn,
  outgoing: PersonId,
  to: WatchedTurn,
): ScriptedPart<HeldShift> {
  const { chance, company } = life;
  const leftAt = plusMinutes(from.endsAt, -chance.between(1, 6));
  const foundAt = plusMinutes(from.endsAt, chance.between(2, 5));
  const leader = company.leaderFor(from.post, foundAt);
  const turn = shiftNameOf(from);
  const account = { ...turn, person: outgoing, leftAt, account: chance.pick(say.abandonments) };
  yield { at: foundAt, who: leader, act: "attendance.record-abandonment", body: account, rare: "abandonment" };
  const instead = { ...turn, reason: "交班人已离岗，由班长代为交班。" };
  const standsAt = plusMinutes(foundAt, 1);
  yield { at: standsAt, who: leader, act: "handover.stand-in", body: instead, rare: "stand-in" };
  const since = plusMinutes(standsAt, chance.between(2, 12));
  yield { at: since, who: to.person, act: "attendance.sign-on", body: shiftNameOf(to) };
  const sides = { outgoing: leader, incoming: to.person };
  const checkedAt = yield* check(life, from, sides, plusMinutes(since, 1));
  const signedAt = yield* sign(life, from, sides, checkedAt);
  return { person: to.person, since: plusMinutes(signedAt, 5) };
}
