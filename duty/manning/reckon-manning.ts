import type { Decide } from "#duty/grammar/act.ts";
import { calledAtOnce } from "#duty/grammar/call-at-once.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, plusMinutes } from "#duty/grammar/time.ts";
import { isOpen, type Manning, nextKey } from "./manning.ts";
import type { ManningRule } from "./manning-rule.ts";
import type { FoundShift, ManningEntry } from "./manning-shapes.ts";

export interface ReckonBody {
  readonly post: string;
  readonly date: BusinessDate;
}

export interface ReckonFacts {
  /** The shifts that the post owes on the date. */
  readonly owed: readonly ShiftOccurrence[];
  /** Those of them for which somebody is due by the roster, or is on duty however they came. */
  readonly manned: readonly string[];
}

type Reckon = Decide<Manning, ReckonBody, ManningRule, ReckonFacts, ManningEntry>;

/** Holds what a post owes on a date against who is due (ZB-28). Enters only what is new; never refused. */
export const reckonManning: Reckon = ({ state, rule, facts, circumstances }) => {
  if (!rule.manned) return enter();
  const open = state.gaps.filter(isOpen);
  const shifts = facts.owed.flatMap((each): FoundShift[] => {
    const { shift, startsAt, endsAt } = each;
    const gap = open.find((its) => its.shift === shift);
    const manned = facts.manned.includes(shift);
    const isNew = gap ? manned || gap.startsAt !== startsAt || gap.endsAt !== endsAt : !manned;
    return isNew && circumstances.now < endsAt ? [{ shift, startsAt, endsAt, manned }] : [];
  });
  const gone = open.filter(({ shift }) => !facts.owed.some((each) => each.shift === shift)).map(({ shift }) => shift);
  return enter(
    ...(shifts.length > 0 ? [{ type: "manning.reckoned", body: { under: circumstances.under, shifts } } as const] : []),
    ...(gone.length > 0 ? [{ type: "manning.ended", body: { shifts: gone } } as const] : []),
  );
};

/** The same after a change of the set-up, where gaps stand on record; a date without any is reckoned when the clock comes to it. */
export const reckonManningAgain: Reckon = (about) => (about.state.under === undefined ? enter() : reckonManning(about));

export interface LeaveManningBody extends ReckonBody {
  readonly shift: string;
  readonly person: PersonId;
}

/**
 * Follows an abandonment: whoever was due is not there any more, and where nobody else is, somebody is to be found for the shift (ZB-28). `manned`
 * no longer counts them.
 */
export const leaveManning: Decide<Manning, LeaveManningBody, ManningRule, ReckonFacts, ManningEntry> = (about) => {
  const { body, rule, facts, circumstances } = about;
  const shift = facts.owed.find((each) => each.shift === body.shift);
  if (!rule.manned || !shift || circumstances.now >= shift.endsAt) return enter();
  const left = { under: circumstances.under, shift: body.shift, person: body.person };
  const { entries = [] } = reckonManning(about);
  return { entries: [{ type: "manning.left", body: left }, ...entries] };
};

export interface EmptyManningBody extends ReckonBody {
  readonly shift: string;
  /** Who is found to have gone, from this shift or from the one that had taken over. */
  readonly left: Turn;
}

export interface EmptyManningFacts {
  /** The shift, if it is owed. */
  readonly occurrence: ShiftOccurrence | undefined;
  /** Who is due for it. */
  readonly due: readonly PersonId[];
  /** How many other people stand at the post, in whichever shift. */
  readonly there: number;
}

/**
 * Follows when somebody is found to have gone while a shift runs that had handed over before its end: where nobody stands at the post any more,
 * nobody of the shift is waited for either, and somebody is called at once to find one (ZB-28).
 */
export const emptyManning: Decide<
  Manning,
  EmptyManningBody,
  ManningRule,
  EmptyManningFacts,
  ManningEntry | ObligationEntry
> = ({
  state,
  body: { shift },
  rule: { manned },
  facts: { occurrence, due, there },
  circumstances: { now, under },
}) => {
  const isRunning = occurrence !== undefined && occurrence.startsAt <= now && now < occurrence.endsAt;
  if (!manned || !isRunning || there > 0) return enter();
  const known = state.gone.filter((each) => each.shift === shift).map(({ person }) => person);
  const gone = due.filter((person) => !known.includes(person));
  const left = gone.map((person): ManningEntry => ({ type: "manning.left", body: { under, shift, person } }));
  const open = state.gaps.find((gap) => isOpen(gap) && gap.shift === shift);
  // What was found earlier has been called, or will be; what this very command found has not.
  if (open && open.since < now) return { entries: left };
  const found = { shift, startsAt: occurrence.startsAt, endsAt: occurrence.endsAt, manned: false };
  const owed = { key: open?.key ?? nextKey(state, shift), dueAt: plusMinutes(now, manned.withinMinutes) };
  const reckoned: ManningEntry = { type: "manning.reckoned", body: { under, shifts: [found] } };
  return {
    entries: [...left, ...(open ? [] : [reckoned]), ...calledAtOnce(manned.ladder, owed)],
  };
};

/** Follows somebody's leaving the company while on duty: the same, and the rungs that wait for nothing are called in the same moment (ZB-28). */
export const departManning: Decide<
  Manning,
  LeaveManningBody,
  ManningRule,
  ReckonFacts,
  ManningEntry | ObligationEntry
> = (about) => {
  const { state, body, rule, circumstances } = about;
  const { entries = [] } = leaveManning(about);
  const isFound = entries.some(
    (each) => each.type === "manning.reckoned" && each.body.shifts.some(({ shift }) => shift === body.shift),
  );
  if (!rule.manned || !isFound) return { entries };
  const dueAt = plusMinutes(circumstances.now, rule.manned.withinMinutes);
  return { entries: [...entries, ...calledAtOnce(rule.manned.ladder, { key: nextKey(state, body.shift), dueAt })] };
};

/** Somebody stands in a shift that nobody was due for: until they go, the gap is filled. */
export const fillManning: Decide<Manning, ShiftName, ManningRule, unknown, ManningEntry> = ({
  state,
  body,
  circumstances,
}) => {
  const gap = state.gaps.find((each) => isOpen(each) && each.shift === body.shift);
  if (!gap) return enter();
  const { shift, startsAt, endsAt } = gap;
  const shifts = [{ shift, startsAt, endsAt, manned: true }];
  return enter({ type: "manning.reckoned", body: { under: circumstances.under, shifts } });
};
