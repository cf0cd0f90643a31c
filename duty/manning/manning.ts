import { lockScopeOf, type PersonId, type Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import { earliest, namedAs, type Obligation } from "#duty/grammar/obligation.ts";
import { dayMinutes, type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { ManningRule } from "./manning-rule.ts";
import type { FoundShift, ManningEntry } from "./manning-shapes.ts";

/** A shift that the post owes and nobody was due for, from when that was found until somebody was, or until it was over. */
export interface Gap {
  /** Unique in the stream: a shift may be emptied again after somebody was found for it. */
  readonly key: string;
  readonly shift: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly since: Instant;
  readonly filledAt?: Instant;
  readonly endedAt?: Instant;
  /** Since when nobody stands at the post while the shift runs: no plan fills that, only somebody who is there. Undefined where the plan lacks somebody. */
  readonly emptySince?: Instant;
  /** Who left the post empty; undefined where nobody had come, or whoever stood there for somebody else was let go. */
  readonly leftBy?: PersonId | undefined;
}

/** When a post was last left, for good or for a while, and by whom: by nobody where whoever stood there was let go. */
export interface LastLeft {
  readonly at: Instant;
  readonly by?: PersonId;
}

/** Since when a shift has stood empty, and who left it so; undefined where nobody has come in it, or nobody went. */
export function emptySinceOf(
  { startsAt }: Pick<Gap, "startsAt">,
  last: LastLeft | undefined,
): { readonly since: Instant; readonly left?: PersonId } {
  if (last === undefined || last.at < startsAt) return { since: startsAt };
  return last.by === undefined ? { since: last.at } : { since: last.at, left: last.by };
}

/** The gaps of one post on one business date. A date on which every shift had somebody in time has no stream. */
export interface Manning {
  readonly post: string;
  readonly date: string;
  readonly under: number | undefined;
  readonly gaps: readonly Gap[];
  /** Who was due and has left for good, by shift. */
  readonly gone: readonly { readonly shift: string; readonly person: PersonId }[];
}

export const manningKind: Kind<Manning, ManningEntry, ManningRule> = {
  noun: "manning",
  begin: (id) => ({ post: lockScopeOf(id), date: id.split("/")[1] ?? "", under: undefined, gaps: [], gone: [] }),
  evolve,
  owes: (manning, { manned }) => (manned ? manning.gaps.map((gap) => obligationOf(manning, gap, manned)) : []),
  wakesAt: ({ gaps }) => earliest(gaps.filter(isOpen).map(({ endsAt }) => endsAt)),
  wake: ({ gaps }, _, now) => {
    const over = gaps.filter((gap) => isOpen(gap) && now >= gap.endsAt).map(({ shift }) => shift);
    return over.length > 0 ? [{ type: "manning.ended", body: { shifts: over } }] : [];
  },
  under: ({ under }) => under,
};

export function manningId({ post, date }: Readonly<Record<"post" | "date", string>>): string {
  return `${post}/${date}`;
}

/** When a shift begins to be owed; the first of a date opens the whole date. */
export function opensAt(startsAt: Instant, { daysBefore }: NonNullable<ManningRule["manned"]>): Instant {
  return plusMinutes(startsAt, -daysBefore * dayMinutes);
}

export function isOpen({ filledAt, endedAt }: Gap): boolean {
  return filledAt === undefined && endedAt === undefined;
}

function evolve(manning: Manning, entry: Recorded<ManningEntry>): Manning {
  switch (entry.type) {
    case "manning.reckoned": {
      const { under, shifts } = entry.body;
      const gaps = shifts.reduce((all, each) => reckoned(all, each, entry.at), manning.gaps);
      return { ...manning, under: manning.under ?? under, gaps };
    }
    case "manning.left": {
      const { under, shift, person } = entry.body;
      return { ...manning, under: manning.under ?? under, gone: [...manning.gone, { shift, person }] };
    }
    case "manning.came-back": {
      const { shift, person } = entry.body;
      return { ...manning, gone: manning.gone.filter((each) => each.shift !== shift || each.person !== person) };
    }
    case "manning.ended": {
      const ended = new Set(entry.body.shifts);
      const end = (gap: Gap) => (isOpen(gap) && ended.has(gap.shift) ? { ...gap, endedAt: entry.at } : gap);
      return { ...manning, gaps: manning.gaps.map(end) };
    }
  }
}

function reckoned(gaps: readonly Gap[], found: FoundShift, at: Instant): readonly Gap[] {
  const { shift, startsAt, endsAt, manned, emptied = false, left: leftBy, since: emptySince = at } = found;
  const isOfThis = (gap: Gap) => gap.shift === shift && isOpen(gap);
  const moved = gaps.map((gap) => {
    if (!isOfThis(gap)) return gap;
    const isFilled = manned && isEmptiness(gap) === emptied;
    return { ...gap, startsAt, endsAt, ...(isFilled ? { filledAt: at } : {}) };
  });
  if (manned || (!emptied && gaps.some(isOfThis))) return moved;
  const gap: Gap = { key: nextKey({ gaps }, shift), shift, startsAt, endsAt, since: at };
  return [...moved, emptied ? { ...gap, emptySince, leftBy } : gap];
}

/** Whether a gap is of the post, where nobody stands, and not of the plan. */
export function isEmptiness({ emptySince }: Gap): boolean {
  return emptySince !== undefined;
}

/** The key of the next gap of a shift. */
export function nextKey({ gaps }: Pick<Manning, "gaps">, shift: string): string {
  const times = gaps.filter((gap) => gap.shift === shift).length;
  return times === 0 ? shift : `${shift}/${times + 1}`;
}

/** Due when the shift begins; where it had begun before anybody knew, within the time in which somebody can come. */
function obligationOf(manning: Manning, gap: Gap, rule: NonNullable<ManningRule["manned"]>): Obligation {
  const { post, date } = manning;
  const { key, shift, startsAt, since, filledAt, endedAt } = gap;
  const opens = opensAt(startsAt, rule);
  const about = whoLeft(manning, gap);
  return {
    key,
    what: "manning.publish",
    detail: { date, shift, ...(about.length > 0 ? namedAs(about) : {}) },
    post,
    opensAt: instant(Math.max(since, opens)),
    dueAt: gapDueAt(gap, rule),
    ...(filledAt === undefined ? {} : { metAt: filledAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    rules: rule.cites,
    ladder: rule.ladder,
    againAfter: rule.withinMinutes,
  };
}

/**
 * By when a gap is filled. How long a post has stood empty counts from when it came to be empty, whatever was planned since; where that
 * time was over before anybody knew, it is called at once, and somebody can come within the same time again.
 */
export function gapDueAt(
  { startsAt, since, emptySince }: Pick<Gap, "startsAt" | "since" | "emptySince">,
  { withinMinutes }: Pick<NonNullable<ManningRule["manned"]>, "withinMinutes">,
): Instant {
  if (emptySince === undefined) return since < startsAt ? startsAt : plusMinutes(since, withinMinutes);
  const fromEmpty = plusMinutes(emptySince, withinMinutes);
  return fromEmpty > since ? fromEmpty : plusMinutes(since, withinMinutes);
}

/** Whose doing a gap is: the calls about it are about them (ZB-27). */
function whoLeft({ gone }: Manning, { shift, leftBy }: Gap): readonly PersonId[] {
  const ofShift = gone.filter((each) => each.shift === shift).map(({ person }) => person);
  return [...new Set([...(leftBy === undefined ? [] : [leftBy]), ...ofShift])];
}
