import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minutesBetween, plusMinutes } from "#duty/grammar/time.ts";
import type { LifeChance } from "./chance.ts";
import type { ScriptedPart, Troupe } from "./troupe.ts";

/** What people do of one noun while they hold a post; `habits.ts` lists these values, one line a noun. */
export interface Habit {
  /** As in `duty/`. */
  readonly noun: string;
  /** What a watch will see of it. Drawn before the watch begins, and lived as far as it falls within it. */
  readonly during: (watch: Watch) => readonly Planned[];
}

/** Somebody holds a post in a shift, from then on. */
export interface Watch {
  readonly life: Life;
  readonly turn: WatchedTurn;
  readonly person: PersonId;
  readonly since: Instant;
}

export interface Planned {
  readonly at: Instant;
  live(at: Instant): ScriptedPart;
}

/** One shift of a post, and who is rostered for it. */
export interface WatchedTurn extends ShiftName {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly person: PersonId;
}

/** What everybody in the play rests on. */
export interface Life {
  readonly chance: LifeChance;
  readonly troupe: Troupe;
  /** Whom one calls for a post: the squad leader on duty, and for the squad's own post the department's supervisor. */
  leaderFor(post: string, at: Instant): PersonId;
  /** Who is rostered at the other posts when the squad lines up. */
  squadAt(at: Instant): readonly PersonId[];
}

export function shiftNameOf({ post, date, shift }: ShiftName): ShiftName {
  return { post, date, shift };
}

/** Some moment of a watch, when the change of shifts is over and the next is not yet near. */
export function within({ chance }: Life, { startsAt, endsAt }: WatchedTurn): Instant {
  return plusMinutes(startsAt, chance.between(10, minutesBetween(startsAt, endsAt) - 45));
}
