import type { PersonId } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HeldShift } from "./arrival.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import * as say from "./tower-phrases.ts";
import { atTower, type ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";
import { onDutyIn } from "./who-is-there.ts";

/** Somebody leaves before the relief is there. The squad leader finds the post empty and records it; then the relief comes. */
export function* abandoned(life: Life, from: WatchedTurn, person: PersonId, to: WatchedTurn): ScriptedPart<HeldShift> {
  const { chance, company } = life;
  const leftAt = plusMinutes(from.endsAt, -chance.between(1, 6));
  const foundAt = plusMinutes(from.endsAt, chance.between(2, 5));
  const turn = shiftNameOf(from);
  yield { at: leftAt, looks: person };
  life.gone.add(turnId({ ...turn, person }));
  const account = { ...turn, person, leftAt, account: chance.pick(say.abandonments) };
  const leader = company.leaderFor(from.post, foundAt);
  yield { at: foundAt, who: leader, act: "attendance.record-abandonment", body: account, rare: "abandonment" };
  yield* whoHandsOver(life, from, plusMinutes(foundAt, 1));
  const since = plusMinutes(foundAt, chance.between(3, 13));
  yield { at: since, who: to.person, act: "attendance.sign-on", body: shiftNameOf(to) };
  return { person: to.person, since };
}

/** Where nobody of the side that goes is there any more, a superior stands in for it. */
export function* whoHandsOver(life: Life, from: WatchedTurn, at: Instant): ScriptedPart {
  const state = life.troupe.knows<Handover>(atTower("handover", shiftId(from)));
  if (onDutyIn(life, from).length > 0 || !state || state.phase === "unknown" || state.standIn !== undefined) return;
  const reason = "交班人已离岗，由班长代为交班。";
  // Whoever signed for what somebody else was to hand over takes it back first.
  const [signed] = state.signatures;
  if (signed) yield { at, who: signed.person, act: "handover.reopen", body: { ...shiftNameOf(from), reason } };
  const who = life.company.leaderFor(from.post, at);
  const body = { ...shiftNameOf(from), reason };
  yield { at, who, act: "handover.stand-in", body, rare: "stand-in" };
}
