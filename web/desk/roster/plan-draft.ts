import { type Head, isSameHead, type PersonId } from "#duty/grammar/entry.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { type Pattern, planByPattern } from "#duty/roster/patterns.ts";
import type { Assignment } from "#duty/roster/roster.ts";
import type { MonthAnswer, ShiftOfDay } from "#server/roster/roster-answer.ts";

/*
 * A month while somebody works at it: what it is to be, the plan that they saw when they began, and which covers they take away. Kept until it
 * is published or let go.
 */

export interface PlanDraft {
  readonly seen: Head;
  readonly assignments: readonly Assignment[];
  /** Names of covers whose end was agreed to, by `coverName`. */
  readonly agreed: readonly string[];
}

export interface TurnName {
  readonly date: string;
  readonly shift: string;
}

export function beginPlan({ head, state }: Pick<MonthAnswer, "head" | "state">): PlanDraft {
  return { seen: head, assignments: state.assignments, agreed: [] };
}

/** Whether the plan in force is no longer the one that was seen. */
export function isOutdated({ seen }: PlanDraft, { head }: Pick<MonthAnswer, "head">): boolean {
  return !isSameHead(seen, head);
}

/** Somebody has looked at the plan that is in force now; what they had agreed to belonged to the one before. */
export function lookedAgain(draft: PlanDraft, { head }: Pick<MonthAnswer, "head">): PlanDraft {
  return { ...draft, seen: head, agreed: [] };
}

/** The end of one cover is agreed to. */
export function withAgreed(draft: PlanDraft, cover: string): PlanDraft {
  return { ...draft, agreed: [...withoutAgreed(draft, cover).agreed, cover] };
}

export function withoutAgreed(draft: PlanDraft, cover: string): PlanDraft {
  return { ...draft, agreed: draft.agreed.filter((each) => each !== cover) };
}

export function coverName({ date, shift, cover }: TurnName & { readonly cover: string }): string {
  return `${date}/${shift}/${cover}`;
}

/** Shifts that have not begun: the others stay as they were. */
export function openShifts(shifts: readonly ShiftOfDay[], now: number): ShiftOfDay[] {
  return shifts.filter(({ startsAt }) => startsAt > now);
}

/**
 * The open shifts from a day on as a pattern fills them; what lies before stays. In which order shifts follow each other the whole month says:
 * whoever fills it in the evening gets the same as in the morning.
 */
export function filledBy(
  draft: PlanDraft,
  {
    shifts,
    now,
    from,
    pattern,
    people,
  }: Pick<MonthAnswer, "shifts" | "now"> & {
    readonly from: string;
    readonly pattern: Pattern;
    readonly people: readonly PersonId[];
  },
): PlanDraft {
  const wanted = openShifts(shifts, now)
    .filter(({ date }) => date >= from)
    .map(({ date, shift }) => ({ date: date as BusinessDate, shift }));
  const order = [...new Set(shifts.map(({ shift }) => shift))];
  const kept = draft.assignments.filter((each) => !wanted.some((other) => isSameTurn(each, other)));
  return { ...draft, assignments: [...kept, ...planByPattern(pattern, { shifts: wanted, order, people })] };
}

/** These people in one shift, the first of them leading. */
export function withPeople(draft: PlanDraft, { date, shift }: TurnName, people: readonly PersonId[]): PlanDraft {
  const others = draft.assignments.filter((each) => !isSameTurn(each, { date, shift }));
  const own = people.map((person, index) => ({ date: date as BusinessDate, shift, person, leading: index === 0 }));
  return { ...draft, assignments: [...others, ...own] };
}

/** Who stands in a shift, the leading one first. */
export function standingIn(assignments: readonly Assignment[], turn: TurnName): readonly PersonId[] {
  const own = assignments.filter((each) => isSameTurn(each, turn));
  return own.toSorted((one, other) => Number(other.leading) - Number(one.leading)).map(({ person }) => person);
}

/** Shifts that nobody is in. */
export function holesIn(shifts: readonly ShiftOfDay[], assignments: readonly Assignment[]): ShiftOfDay[] {
  return shifts.filter((each) => standingIn(assignments, each).length === 0);
}

export function isSameTurn(one: TurnName, other: TurnName): boolean {
  return one.date === other.date && one.shift === other.shift;
}

/** The first day of the month before or after one. */
export function monthBeside(month: string, by: 1 | -1): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const months = year * 12 + number - 1 + by;
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}-01`;
}
