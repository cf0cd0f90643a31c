import { lockScopeOf, type PersonId, type Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import { earliest, type Obligation } from "#duty/grammar/obligation.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
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
  return plusMinutes(startsAt, -daysBefore * 24 * 60);
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
    case "manning.ended": {
      const ended = new Set(entry.body.shifts);
      const end = (gap: Gap) => (isOpen(gap) && ended.has(gap.shift) ? { ...gap, endedAt: entry.at } : gap);
      return { ...manning, gaps: manning.gaps.map(end) };
    }
  }
}

function reckoned(gaps: readonly Gap[], { shift, startsAt, endsAt, manned }: FoundShift, at: Instant): readonly Gap[] {
  const own = gaps.filter((gap) => gap.shift === shift);
  const open = own.find(isOpen);
  if (open) {
    const now = { ...open, startsAt, endsAt, ...(manned ? { filledAt: at } : {}) };
    return gaps.map((gap) => (gap === open ? now : gap));
  }
  if (manned) return gaps;
  return [...gaps, { key: nextKey({ gaps }, shift), shift, startsAt, endsAt, since: at }];
}

/** The key of the next gap of a shift. */
export function nextKey({ gaps }: Pick<Manning, "gaps">, shift: string): string {
  const times = gaps.filter((gap) => gap.shift === shift).length;
  return times === 0 ? shift : `${shift}/${times + 1}`;
}

/** Due when the shift begins; where it had begun before anybody knew, within the time in which somebody can come. */
function obligationOf({ post, date }: Manning, gap: Gap, rule: NonNullable<ManningRule["manned"]>): Obligation {
  const { key, shift, startsAt, since, filledAt, endedAt } = gap;
  const opens = opensAt(startsAt, rule);
  return {
    key,
    what: "manning.publish",
    detail: { date, shift },
    post,
    opensAt: instant(Math.max(since, opens)),
    dueAt: since < startsAt ? startsAt : plusMinutes(since, rule.withinMinutes),
    ...(filledAt === undefined ? {} : { metAt: filledAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    rules: rule.cites,
    ladder: rule.ladder,
  };
}
