import type { PersonId } from "./entry.ts";
import type { Instant } from "./time.ts";

/**
 * What a rung calls that is for whoever owes the thing themselves, by name: a colleague at the same post. Keys of functions are letters and digits, so
 * that it is the word of no function, and nobody is granted it.
 */
export const calledColleague = "@colleague";

/** Whether the calls about something are for whoever owes it: doing it is the answer, and nobody answers instead of them. */
export function isForWhoOwes({ ladder }: { readonly ladder: readonly { readonly call: string }[] }): boolean {
  return ladder.some(({ call }) => call === calledColleague);
}

/** What became of the call of one rung. */
export interface RungCall {
  readonly at: Instant;
  /** Whom it is for, by name; undefined until somebody has looked who holds the function, empty where nobody does who may answer. */
  readonly people?: readonly PersonId[];
  /** Who of them had a screen open, and since when that is known. */
  readonly heardBy?: readonly PersonId[];
  readonly heardAt?: Instant;
  /** Since when it is known that nobody had, or that none of those who had can answer any more. */
  readonly unheardAt?: Instant;
}

/**
 * Whether nobody has heard it who is there still, as far as anybody has looked: what was not looked at yet is neither heard nor unheard. Those who
 * heard it may all have left since.
 */
export function isUnheard(call: RungCall | undefined): boolean {
  const { unheardAt, heardAt } = call ?? {};
  return unheardAt !== undefined && (heardAt === undefined || heardAt < unheardAt);
}

/** All who were called by name, at whichever rung. */
export function calledByName(calls: readonly RungCall[]): readonly PersonId[] {
  return [...new Set(calls.flatMap(({ people }) => people ?? []))];
}

/** The same calls with more known of one of them. */
export function withCall(calls: readonly RungCall[], rung: number, more: Partial<RungCall>): readonly RungCall[] {
  return calls.map((each, index) => (index === rung - 1 ? { ...each, ...more } : each));
}
