import { heldUnder } from "#duty/grammar/held-under.ts";
import { isWanting } from "#duty/handover/count-kit.ts";
import type { ShiftId } from "../site/shift-id.ts";

export interface Counted {
  readonly found: number | undefined;
  readonly damaged: number;
  readonly explanation: string;
}

export type CountDraft = Readonly<Record<string, Counted>>;

/** One item as the table shows it; `missing` follows from what was found, and no more is damaged than that. */
export interface KitTally extends Counted {
  /** As it was entered: what does not fit for the moment comes back with the figure that it did not fit to. */
  readonly entered: Counted;
  readonly item: string;
  readonly expected: number;
  readonly missing: number | undefined;
  /** Differs from what the server has. */
  readonly changed: boolean;
}

const untouched: Counted = { found: undefined, damaged: 0, explanation: "" };

type Saved = Readonly<Record<string, { found: number; damaged: number; explanation: string }>>;

export function tallied(
  kit: readonly { readonly item: string; readonly expected: number }[],
  saved: Saved,
  draft: CountDraft,
): KitTally[] {
  return kit.map(({ item, expected }) => {
    const before = heldUnder(saved, item);
    const entered = heldUnder(draft, item) ?? before ?? untouched;
    const { found, explanation } = entered;
    const damaged = Math.min(entered.damaged, found ?? expected);
    const same = before?.found === found && before?.damaged === damaged && before?.explanation === explanation;
    return {
      item,
      expected,
      entered,
      found,
      damaged,
      explanation,
      missing: found === undefined ? undefined : expected - found,
      changed: found !== undefined && !same,
    };
  });
}

/** So many were found; what was said to be damaged, and why, stays entered. */
export function withFound({ entered }: KitTally, found: number): Counted {
  return { ...entered, found };
}

/** So many of those found are damaged. Whoever begins with this has seen them all, unless they say otherwise. */
export function withDamaged({ entered, expected }: KitTally, damaged: number): Counted {
  return { ...entered, found: entered.found ?? expected, damaged };
}

export function withExplanation({ entered }: KitTally, explanation: string): Counted {
  return { ...entered, explanation };
}

/** Everything not yet counted is there; of what was entered beside it nothing changes. */
export function restWell(tally: readonly KitTally[], draft: CountDraft): CountDraft {
  const rest = tally.filter(({ found }) => found === undefined);
  return { ...draft, ...Object.fromEntries(rest.map((each) => [each.item, withFound(each, each.expected)])) };
}

export function isShort({ damaged, missing = 0 }: KitTally): boolean {
  return isWanting({ damaged, missing });
}

/** Only what was counted and is new goes out; what is sound needs no words. */
export function countBodyOf(at: ShiftId, tally: readonly KitTally[]) {
  const counts = tally.flatMap((each) => {
    const { item, found, damaged, missing, explanation, changed } = each;
    if (!changed || found === undefined || missing === undefined) return [];
    const explained = explanation.trim();
    return [
      { item, found, damaged, missing, ...(explained === "" || !isShort(each) ? {} : { explanation: explained }) },
    ];
  });
  return { ...at, counts };
}
