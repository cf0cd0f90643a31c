import type { PersonId } from "#duty/grammar/entry.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { abandoned, whoHandsOver } from "./abandonment.ts";
import { arrive, type HeldShift } from "./arrival.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import type { ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";
import { isHandedOver } from "./who-is-there.ts";

/** The first shift of a post, which nobody hands over. */
export function* begin(turn: WatchedTurn): ScriptedPart<HeldShift> {
  const at = plusMinutes(turn.startsAt, -20);
  yield { at, who: turn.person, act: "attendance.sign-on", body: shiftNameOf(turn) };
  return { person: turn.person, since: at };
}

/** How long it is looked whether a post has passed on, and how often, in minutes. */
const longest = 12 * 60;
const between = 5;

/** One shift hands its post to the next: who comes, or leaves, is said here; what the two sides then owe, they do of their own accord. */
export function* changeShift(
  life: Life,
  from: WatchedTurn,
  outgoing: PersonId,
  to: WatchedTurn,
): ScriptedPart<HeldShift> {
  const leaves = life.isRare(from, "abandonment");
  const { person, since } = yield* leaves ? abandoned(life, from, outgoing, to) : arrive(life, from, outgoing, to);
  let at = plusMinutes(since, 2);
  for (let waited = 0; waited < longest; waited += between) {
    yield { at, looks: person };
    if (isHandedOver(life, from)) break;
    yield* whoHandsOver(life, from, at);
    at = plusMinutes(at, between);
  }
  return { person, since: plusMinutes(at, 1) };
}
