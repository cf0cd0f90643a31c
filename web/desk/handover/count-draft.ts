import { isWanting } from "#duty/handover/count-kit.ts";
import type { ShiftId } from "../site/shift-id.ts";

export interface Counted {
  readonly found: number | undefined;
  readonly damaged: number;
  readonly explanation: string;
}

export type CountDraft = Readonly<Record<string, Counted>>;

/** One item as the table shows it; `missing` follows from what was found. */
export interface KitTally extends Counted {
  readonly item: string;
  readonly expected: number;
  readonly missing: number | undefined;
  /** Differs from what the server has. */
  readonly changed: boolean;
}

type Saved = Readonly<Record<string, { found: number; damaged: number; explanation: string }>>;

export function tallied(
  kit: readonly { readonly item: string; readonly expected: number }[],
  saved: Saved,
  draft: CountDraft,
): KitTally[] {
  return kit.map(({ item, expected }) => {
    const before = saved[item];
    const { found, damaged, explanation } = draft[item] ?? before ?? { found: undefined, damaged: 0, explanation: "" };
    const same = before?.found === found && before?.damaged === damaged && before?.explanation === explanation;
    return {
      item,
      expected,
      found,
      damaged,
      explanation,
      missing: found === undefined ? undefined : expected - found,
      changed: found !== undefined && !same,
    };
  });
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
