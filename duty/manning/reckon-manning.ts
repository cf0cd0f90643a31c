import type { Decide } from "#duty/grammar/act.ts";
import { calledAtOnce } from "#duty/grammar/call-at-once.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import {
  emptySinceOf,
  type Gap,
  gapDueAt,
  isEmptiness,
  isOpen,
  type LastLeft,
  type Manning,
  nextKey,
} from "./manning.ts";
import type { ManningRule } from "./manning-rule.ts";
import type { FoundShift, ManningEntry } from "./manning-shapes.ts";

export interface ReckonBody {
  readonly post: string;
  readonly date: BusinessDate;
  /** The shift of which the plan has just been changed; undefined where that is not why it is asked. */
  readonly changed?: string | undefined;
  /** Whose turns in that shift the plan has dropped. */
  readonly dropped?: readonly PersonId[] | undefined;
  /** Whoever was due for the changed shift does not come to its beginning: that nobody is there is called in this moment. */
  readonly atOnce?: true | undefined;
  /** The post stood empty in the shift before: of a shift for which nobody is due that is called already. */
  readonly goesOn?: true | undefined;
}

export interface ReckonFacts {
  /** The shifts that the post owes on the date. */
  readonly owed: readonly ShiftOccurrence[];
  /** Those of them for which somebody is due by the roster, or is on duty however they came. */
  readonly manned: readonly string[];
  /** How many people stand at the post, in whichever shift. */
  readonly there: number;
  /** Who left the post last; undefined where nobody has come. */
  readonly lastLeft: LastLeft | undefined;
  /** Keys of gaps about which somebody was called. */
  readonly called: readonly string[];
}

type Reckon = Decide<Manning, ReckonBody, ManningRule, ReckonFacts, ManningEntry | ObligationEntry>;

/**
 * Holds what a post owes on a date against who is due (ZB-28). Enters only what is new; never refused. A plan puts nobody there: where it is
 * changed while the shift runs and nobody stands at the post, somebody is to be there, whatever is planned next; where somebody was called about it
 * already, the calling goes on.
 */
export const reckonManning: Reckon = ({ state, body, rule, facts, circumstances: { now, under } }) => {
  const { manned: asked } = rule;
  if (!asked) return enter();
  const open = state.gaps.filter(isOpen);
  const isChanged = (shift: string) =>
    shift === body.changed || (isLacking(open, shift) && facts.manned.includes(shift));
  const isCalled = (shift: string) => body.goesOn === true && isLacking(open, shift);
  const bare = facts.owed.filter(
    (each) => isChanged(each.shift) && !isCalled(each.shift) && isBare(each, { open, there: facts.there, now }),
  );
  const shifts = facts.owed.flatMap((each): FoundShift[] => {
    const { shift, startsAt, endsAt } = each;
    const its = open.filter((gap) => gap.shift === shift);
    const isMoved = its.some((gap) => gap.startsAt !== startsAt || gap.endsAt !== endsAt);
    if (now >= endsAt) return isMoved ? [{ shift, startsAt, endsAt, manned: false }] : [];
    const ofPlan = isLacking(its, shift);
    const manned = facts.manned.includes(shift);
    const isNew = its.length > 0 ? isMoved || (ofPlan && manned) : !manned && !bare.includes(each);
    return isNew ? [{ shift, startsAt, endsAt, manned: manned && ofPlan }] : [];
  });
  const empty = bare.map((each): FoundShift => {
    return { ...spanOf(each), manned: false, emptied: true, ...emptySinceOf(each, facts.lastLeft) };
  });
  const found = [...shifts, ...empty];
  // A shift that is none any more, or was made so short that it is over: nobody is to be found for it.
  const isOwed = ({ shift }: Gap) => facts.owed.some((each) => each.shift === shift && now < each.endsAt);
  const gone = open.filter((gap) => !isOwed(gap) && now < gap.endsAt).map(({ shift }) => shift);
  const waiting = body.atOnce && facts.there === 0 ? open.filter(isUncalled(body, facts, now)) : [];
  return enter<ManningEntry | ObligationEntry>(
    ...(found.length > 0 ? [{ type: "manning.reckoned", body: { under, shifts: found } } as const] : []),
    ...(gone.length > 0 ? [{ type: "manning.ended", body: { shifts: [...new Set(gone)] } } as const] : []),
    ...empty.flatMap((each) => {
      const isCalledAlready = open.some((gap) => gap.shift === each.shift && gapDueAt(gap, asked) <= now);
      return overdue(state, each, asked, { now, atOnce: body.atOnce === true || isCalledAlready });
    }),
    ...waiting.flatMap((gap) => calledAtOnce(asked.ladder, { key: gap.key, dueAt: gapDueAt(gap, asked) })),
  );
};

/** Whether the plan is known to have nobody for a shift. */
function isLacking(open: readonly Gap[], shift: string): boolean {
  return open.some((gap) => gap.shift === shift && !isEmptiness(gap));
}

/** Of the changed shift, that the post is known to stand empty while it runs, and nobody was called yet. */
function isUncalled({ changed }: ReckonBody, { called }: ReckonFacts, now: Instant): (gap: Gap) => boolean {
  return (gap) =>
    gap.shift === changed && isEmptiness(gap) && !called.includes(gap.key) && gap.startsAt <= now && now < gap.endsAt;
}

/** Whether a shift runs with nobody at the post and nobody called to be there. */
function isBare(
  { shift, startsAt, endsAt }: ShiftOccurrence,
  { open, there, now }: { readonly open: readonly Gap[]; readonly there: number; readonly now: Instant },
): boolean {
  const isKnown = open.some((gap) => gap.shift === shift && isEmptiness(gap));
  return there === 0 && !isKnown && startsAt <= now && now < endsAt;
}

/** Somebody should have been there before now, or is known not to come: called in this moment. */
function overdue(
  state: Manning,
  { shift, startsAt, since = startsAt }: FoundShift,
  rule: NonNullable<ManningRule["manned"]>,
  { now, atOnce }: { readonly now: Instant; readonly atOnce: boolean },
): ObligationEntry[] {
  if (!atOnce && gapDueAt({ startsAt, since, emptySince: since }, rule) > now) return [];
  const dueAt = gapDueAt({ startsAt, since: now, emptySince: since }, rule);
  return calledAtOnce(rule.ladder, { key: nextKey(state, shift), dueAt });
}

export function spanOf({
  shift,
  startsAt,
  endsAt,
}: ShiftOccurrence): Pick<FoundShift, "shift" | "startsAt" | "endsAt"> {
  return { shift, startsAt, endsAt };
}

/** The same after a change of the set-up, where gaps stand on record; a date without any is reckoned when the clock comes to it. */
export const reckonManningAgain: Reckon = (about) => (about.state.under === undefined ? enter() : reckonManning(about));
