import type { Decide } from "#duty/grammar/act.ts";
import { calledAtOnce } from "#duty/grammar/call-at-once.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import type { HowGone, Turn } from "#duty/grammar/presence.ts";
import { type ShiftName, type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
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
import { spanOf } from "./reckon-manning.ts";

/* A post while people come and go. Whoever leaves it, by whichever way, may have been the last one there; whoever comes fills what stood empty. */

export interface EmptyManningBody extends ShiftName {
  /** Who has gone, from this shift or from another one of the post. */
  readonly left: Turn;
  /** Unless it has `passed`, they do not count as due for the shift any more. */
  readonly how: HowGone;
  /** When they left, which may be told later. */
  readonly leftAt: Instant;
}

export interface EmptyManningFacts {
  /** The shift, if it is owed. */
  readonly occurrence: ShiftOccurrence | undefined;
  /** Whether anybody else is due for it, or on duty in it. */
  readonly manned: boolean;
  /** How many other people stand at the post, in whichever shift. */
  readonly there: number;
  /** Who of all left the post last. */
  readonly lastLeft: LastLeft | undefined;
  /** Keys of gaps whose calls somebody has answered. */
  readonly answered: readonly string[];
  /** Keys of gaps about which somebody was called. */
  readonly called: readonly string[];
}

type Empty = Decide<Manning, EmptyManningBody, ManningRule, EmptyManningFacts, ManningEntry | ObligationEntry>;

/**
 * Follows every way in which somebody leaves a post for good. Where nobody stands there any more while a shift runs, somebody is called at once
 * to find one, whatever was called and answered before; a shift of theirs that comes has a gap where nobody else is due for it (ZB-28).
 */
export const emptyManning: Empty = ({ state, body, rule: { manned }, facts, circumstances: { now, under } }) => {
  const { occurrence } = facts;
  if (!manned || !occurrence || now >= occurrence.endsAt) return enter();
  const { shift, left, how } = body;
  const isOwn = shiftId(left) === shiftId(body);
  const isGone = isOwn && how !== "passed";
  const leaves: ManningEntry[] = isGone ? [{ type: "manning.left", body: { under, shift, person: left.person } }] : [];
  const isEmpty = occurrence.startsAt <= now && facts.there === 0;
  // A turn that is over before its shift begins fills no place in it, however properly it ended.
  const lacks = isGone || (isOwn && now < occurrence.startsAt) ? lacking(state, occurrence, facts) : [];
  const known = isEmpty ? emptinessOf(state, occurrence, { ...facts, left, now }) : undefined;
  const found = !isEmpty ? lacks : known ? [] : [emptied(occurrence, facts, now)];
  const key = known?.key ?? nextKey(state, shift);
  const emptySince = known?.emptySince ?? found[0]?.since ?? now;
  const dueAt = gapDueAt({ startsAt: now, since: now, emptySince: isEmpty ? emptySince : now }, manned);
  const isNew = found.length > 0 || (known !== undefined && !facts.called.includes(key));
  const isCalled = isNew && (isEmpty || how === "company");
  return enter<ManningEntry | ObligationEntry>(
    ...leaves,
    ...(found.length > 0 ? [{ type: "manning.reckoned", body: { under, shifts: found } } as const] : []),
    ...(isCalled ? calledAtOnce(manned.ladder, { key, dueAt }) : []),
  );
};

/**
 * The gap on record of a shift that runs with nobody at the post, where it is of this emptiness. That a plan has nobody for it, or was changed, is
 * no word of who has just left, unless it was changed by their leaving; and whoever answered before did not know of them, unless the gap is of
 * their own having gone from the post before.
 */
function emptinessOf(
  { gaps }: Manning,
  occurrence: ShiftOccurrence,
  {
    left,
    answered,
    now,
  }: Pick<EmptyManningFacts, "answered"> & Pick<EmptyManningBody, "left"> & { readonly now: Instant },
): Gap | undefined {
  // Nobody stands there since a moment of the shift: somebody went then, or was let go.
  const isByGoing = ({ leftBy, emptySince = occurrence.startsAt }: Gap) =>
    leftBy !== undefined || emptySince > occurrence.startsAt;
  const isOfThis = (gap: Gap) =>
    gap.leftBy === left.person || (!answered.includes(gap.key) && (isByGoing(gap) || gap.since === now));
  return gaps.find((gap) => isOf(occurrence)(gap) && isEmptiness(gap) && isOfThis(gap));
}

/** A shift that runs with nobody at the post, since the last one left it. */
function emptied(
  occurrence: ShiftOccurrence,
  { lastLeft }: Pick<EmptyManningFacts, "lastLeft">,
  now: Instant,
): FoundShift {
  const { since, ...by } = emptySinceOf(occurrence, lastLeft);
  return { ...spanOf(occurrence), manned: false, emptied: true, ...by, ...(since < now ? { since } : {}) };
}

/** Others may stand there in another shift; of this one somebody is to be found all the same. */
function lacking({ gaps }: Manning, occurrence: ShiftOccurrence, { manned }: EmptyManningFacts): FoundShift[] {
  return manned || gaps.some(isOf(occurrence)) ? [] : [{ ...spanOf(occurrence), manned: false }];
}

function isOf({ shift }: Pick<ShiftOccurrence, "shift">): (gap: Gap) => boolean {
  return (gap) => gap.shift === shift && isOpen(gap);
}

export interface FillManningBody extends ShiftName {
  /** Who has come, and in which shift. */
  readonly by: Turn;
}

/** Somebody has come to the post, be it that they had gone from it: until they go it is not empty, and in their own shift nobody else needs to be found. */
export const fillManning: Decide<Manning, FillManningBody, ManningRule, unknown, ManningEntry> = ({
  state,
  body,
  circumstances: { under },
}) => {
  const isOwn = shiftId(body.by) === shiftId(body);
  const filled = state.gaps.filter((gap) => isOf(body)(gap) && (isOwn || isEmptiness(gap)));
  const kinds = ([undefined, true] as const).flatMap((emptied): FoundShift[] => {
    const [gap] = filled.filter((each) => isEmptiness(each) === (emptied ?? false));
    if (!gap) return [];
    const { shift, startsAt, endsAt } = gap;
    return [{ shift, startsAt, endsAt, manned: true, ...(emptied ? { emptied } : {}) }];
  });
  const { shift } = body;
  const { person } = body.by;
  const isBack = isOwn && state.gone.some((each) => each.shift === shift && each.person === person);
  return enter<ManningEntry>(
    ...(isBack ? [{ type: "manning.came-back", body: { under, shift, person } } as const] : []),
    ...(kinds.length > 0 ? [{ type: "manning.reckoned", body: { under, shifts: kinds } } as const] : []),
  );
};
