import type { ActId } from "#duty/acts.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
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
  /** How a form of it is filled wrongly, or in an unusual way, by act; missing: as `meets` says. */
  readonly fills?: Partial<Record<ActId, (body: object, filling: Filling) => object>>;
  /** What somebody does now and then after an act, by that act: the first time that it is done in a stream. */
  readonly thereupon?: Partial<Record<ActId, (done: DoneByChoice) => ScriptedPart>>;
  /** What somebody does not do, whoever calls. */
  readonly forgets?: (life: Life, line: LedgerLine, person: PersonId) => boolean;
}

export interface Filling {
  readonly life: Life;
  readonly wrong: boolean;
}

/** Somebody has done something of their own accord. */
export interface DoneByChoice {
  readonly life: Life;
  readonly stream: StreamKey;
  readonly person: PersonId;
  readonly body: object;
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
  /** Turns from which somebody has gone without a word, by `turnId`. */
  readonly gone: Set<string>;
  /** Acts of a stream that somebody has done of their own accord. */
  readonly once: Set<string>;
  /** Whether this is the shift in which something rare happens. */
  readonly isRare: (turn: ShiftName, way: DrawnWay) => boolean;
}

export function shiftNameOf({ post, date, shift }: ShiftName): ShiftName {
  return { post, date, shift };
}

/** Some moment of a watch, when the change of shifts is over and the next is not yet near. */
export function momentIn({ chance }: Life, { startsAt, endsAt }: WatchedTurn): Instant {
  return plusMinutes(startsAt, chance.between(10, minutesBetween(startsAt, endsAt) - 45));
}
