import { isWanting } from "./count-kit.ts";
import { sidesOf, workDone } from "./done-by.ts";
import type { Handover } from "./handover.ts";
import { isAlone } from "./handover-parties.ts";
import type { Signing } from "./hindrances.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

/** One thing that a signature says of how the post passes, and of how many it says so. */
export interface SignedClaim {
  readonly says:
    | "alone"
    | "records-read"
    | "records-unread"
    | "kit-whole"
    | "kit-wanting"
    | "kit-uncounted"
    | "books-taken"
    | "books-left"
    | "problems-told"
    | "problems-untold"
    | "matters-pass"
    | "no-matters";
  readonly count: number;
}

/** What no rule of the post asks for may be left undone: then it is signed that it was. */
const undone: readonly SignedClaim["says"][] = ["records-unread", "kit-uncounted", "books-left", "problems-untold"];

export function isUndone({ says }: SignedClaim): boolean {
  return undone.includes(says);
}

/**
 * What is signed, as things stand: what was read, counted, taken and told by the two who sign, and what was not. Where nobody takes over there
 * is nobody who could have done it.
 */
export function signedClaims(
  state: Prepared,
  { facts, side, signer }: Pick<Signing, "facts" | "side" | "signer">,
): readonly SignedClaim[] {
  const matters = ofSome("matters-pass", facts.matters.length);
  const passing = matters.length > 0 ? matters : [{ says: "no-matters" as const, count: 0 }];
  if (isAlone(state)) return [{ says: "alone", count: 0 }, ...passing];
  const work = workDone(state, sidesOf(state, facts, side, signer));
  const { kit, books } = state.preparation;
  const counts = kit.flatMap(({ item }) => work.counts.find((each) => each.item === item) ?? []);
  const wanting = counts.filter(isWanting).length;
  const taken = books.filter((book) => work.booksTaken.includes(book)).length;
  const told = state.problems.filter(({ key }) => new Set(work.confirmed(key)).size === 2).length;
  return [
    { says: work.recordsRead ? "records-read" : "records-unread", count: 0 },
    ...ofSome("kit-whole", counts.length - wanting),
    ...ofSome("kit-wanting", wanting),
    ...ofSome("kit-uncounted", kit.length - counts.length),
    ...ofSome("books-taken", taken),
    ...ofSome("books-left", books.length - taken),
    ...ofSome("problems-told", told),
    ...ofSome("problems-untold", state.problems.length - told),
    ...passing,
  ];
}

function ofSome(says: SignedClaim["says"], count: number): SignedClaim[] {
  return count === 0 ? [] : [{ says, count }];
}
