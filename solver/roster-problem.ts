/**
 * A roster problem: people × days × shifts with named constraints as data. Nothing here knows how it is solved.
 *
 * A roster gives each person one value a day: a shift id, or "" for a day off. Costs are whole numbers. A constraint
 * without `people` binds everyone; without `shifts` it speaks of any shift; without `cost` it is hard.
 */
export interface RosterProblem {
  readonly name: string;
  /** Length of the horizon in days; day 0 is the first. */
  readonly days: number;
  /** Weekday of day 0; 0 is Monday. Saturday and Sunday are the weekend. */
  readonly weekday: number;
  readonly shifts: readonly RosterShift[];
  readonly people: readonly RosterPerson[];
  readonly constraints: readonly Constraint[];
  readonly demands: readonly Demand[];
}

export interface RosterShift {
  readonly id: string;
  /** Length in minutes; a shift counts wholly on the day on which it begins. */
  readonly minutes: number;
  /** Minutes after midnight at which it begins; without it neither rest nor overlaps (rest of 0 minutes) are judged. */
  readonly begins?: number;
}

export interface RosterPerson {
  readonly id: string;
  readonly skills?: readonly string[];
  /** The days before day 0, the last one nearest; what they break by themselves is not counted. */
  readonly before?: readonly string[];
  /** The days after the last one, already laid down; what they break by themselves is not counted. */
  readonly after?: readonly string[];
}

/** Cost per unit outside the limits; `growing` makes the n-th unit cost n times as much, which is what evens duty out. */
export interface Soft {
  readonly under: number;
  readonly over: number;
  readonly growing?: boolean;
}

interface Named {
  readonly name: string;
  readonly people?: readonly string[];
}

/** Days from `from` up to, not including, `to`. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

export type Constraint = Named &
  (
    | { readonly kind: "succession"; readonly after: string; readonly never: readonly string[] }
    /** Between the end of a shift and the beginning of any later one; it reaches 7 days at most. */
    | { readonly kind: "rest"; readonly minutes: number }
    | {
        readonly kind: "count";
        readonly shifts?: readonly string[];
        readonly within?: DaySpan;
        /** Only these days count, such as public holidays. */
        readonly days?: readonly number[];
        readonly min?: number;
        readonly max?: number;
        /** Carried over from earlier periods, per person; added before the limits are looked at. */
        readonly carried?: Readonly<Record<string, number>>;
        readonly cost?: Soft;
      }
    | {
        readonly kind: "minutes";
        readonly within?: DaySpan;
        readonly min?: number;
        readonly max?: number;
        readonly carried?: Readonly<Record<string, number>>;
        readonly cost?: Soft;
      }
    | {
        readonly kind: "run";
        readonly of: "work" | "rest" | readonly string[];
        readonly min?: number;
        readonly max?: number;
        /** "neutral": a run that touches the border may be shorter than `min`; "strict": it may not. */
        readonly borders: "neutral" | "strict";
      }
    | {
        readonly kind: "weekends";
        readonly min?: number;
        readonly max?: number;
        readonly carried?: Readonly<Record<string, number>>;
        readonly cost?: Soft;
      }
    | { readonly kind: "fixed"; readonly day: number; readonly value: string }
    | { readonly kind: "forbidden"; readonly days: readonly number[]; readonly shifts?: readonly string[] }
    | { readonly kind: "skill"; readonly shifts: readonly string[]; readonly skill: string }
    | {
        readonly kind: "wish";
        readonly day: number;
        readonly value: string;
        readonly wanted: boolean;
        readonly cost: number;
      }
    | { readonly kind: "keep"; readonly roster: RosterRows; readonly cost: number }
  );

/** How many people (with the skill, if one is named) are wanted on these shifts of a day, and what each one missing or too many costs. */
export interface Demand {
  readonly name: string;
  readonly day: number;
  readonly shifts: readonly string[];
  readonly skill?: string;
  readonly required: number;
  readonly under: number;
  readonly over: number;
}

export type RosterRows = Readonly<Record<string, readonly string[]>>;

/** What is wrong with a problem or a file, where, and what to do; a search never begins with one of these. */
export interface ProblemError {
  readonly line?: number;
  readonly what: string;
}
