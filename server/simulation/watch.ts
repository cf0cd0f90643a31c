import { plusMinutes } from "#duty/grammar/time.ts";
import type { Watch } from "./habit.ts";
import { habits } from "./habits.ts";
import type { ScriptedPart } from "./troupe.ts";

/** What happens between taking a post over and handing it on: whatever people are in the habit of, in the order of time. */
export function* keepWatch(watch: Watch): ScriptedPart {
  const { turn, since } = watch;
  const until = plusMinutes(turn.endsAt, -35);
  const planned = habits.flatMap(({ during }) => during(watch));
  for (const { at, live } of planned.toSorted((one, other) => one.at - other.at)) {
    if (at > since && at < until) yield* live(at);
  }
}
