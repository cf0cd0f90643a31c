import type { PersonId } from "#duty/grammar/entry.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Watch } from "./habit.ts";
import { habits } from "./habits.ts";
import { moveAway, movingMinutes } from "./moving-away.ts";
import type { ScriptedPart } from "./troupe.ts";
import { hasGone } from "./who-is-there.ts";

/**
 * What happens between taking a post over and handing it on: whatever people are in the habit of, in the order of time. Answers who holds the
 * post at its end.
 */
export function* keepWatch(watch: Watch): ScriptedPart<PersonId> {
  const { life, turn, since, person } = watch;
  const moves = life.isRare(turn, "move");
  const until = plusMinutes(turn.endsAt, moves ? -movingMinutes : -35);
  const planned = habits.flatMap(({ during }) => during(watch));
  for (const { at, live } of planned.toSorted((one, other) => one.at - other.at)) {
    if (at > since && at < until && !hasGone(life, turn, person)) yield* live(at);
  }
  return moves ? yield* moveAway(watch) : person;
}
