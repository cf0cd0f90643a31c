import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minutesBetween, plusMinutes } from "#duty/grammar/time.ts";
import type { LifeChance } from "./chance.ts";
import type { Company } from "./company.ts";
import type { Meeting } from "./meeting.ts";
import type { DrawnWay } from "./rare-ways.ts";
import type { ScriptedPart, Troupe } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";

/** What people do of one noun while they hold a post; `habits.ts` lists these values, one line a noun. */
export interface Habit {
  /** As in `duty/`. */
  readonly noun: string;
  /** What a watch will see of it. Drawn before the watch begins, and lived as far as it falls within it. */
  readonly during: (watch: Watch) => readonly Planned[];
  /** How that is met which it makes somebody owe, by `what`; `owed` of the noun's value in `duty/` says what there is. */
  readonly meets?: Readonly<Record<string, Meeting>>;
  /** What whoever was called does about it, by what is owed; answering the call is everybody's. */
  readonly answers?: Readonly<Record<string, (called: Called) => ScriptedPart>>;
}

/** Somebody has answered a call, and what it is about is still owed. */
export interface Called {
  readonly life: Life;
  readonly stream: StreamKey;
  readonly obligation: Obligation;
  readonly person: PersonId;
  readonly at: Instant;
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

/** What everybody in the play rests on. */
export interface Life {
  readonly chance: LifeChance;
  readonly troupe: Troupe;
  readonly company: Company;
  /** Whether this is the shift in which something rare happens. */
  readonly isRare: (turn: ShiftName, way: DrawnWay) => boolean;
}

export function shiftNameOf({ post, date, shift }: ShiftName): ShiftName {
  return { post, date, shift };
}

/** Some moment of a watch, when the change of shifts is over and the next is not yet near. */
export function within({ chance }: Life, { startsAt, endsAt }: WatchedTurn): Instant {
  return plusMinutes(startsAt, chance.between(10, minutesBetween(startsAt, endsAt) - 45));
}
