import { isSameHead, type PersonId } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Begun, Count, DoneBy, ListedItem, Side } from "./handover.ts";
import { type HandoverFacts, incomingOf, outgoingOf } from "./handover-parties.ts";
import { isOfAnother } from "./lists-changed.ts";

/* Whoever signs for a side has done what that side must do: what somebody else did for it before says nothing. */

/** Who speaks for each side: whoever has signed, else whoever would sign now. */
export interface Sides {
  readonly outgoing: PersonId | undefined;
  readonly incoming: PersonId | undefined;
}

/** Who would sign for each side as things stand, where `signer`, if there is one, signs for `side`. */
export function sidesOf(state: Begun, facts: HandoverFacts, side?: Side, signer?: PersonId): Sides {
  const signed = (by: Side) => state.signatures.find((each) => each.side === by)?.person;
  const as = (by: Side) => (by === side ? signer : undefined);
  return {
    outgoing: as("outgoing") ?? signed("outgoing") ?? outgoingOf(state, facts),
    incoming: as("incoming") ?? signed("incoming") ?? incomingOf(state, facts),
  };
}

/** What these two people have done of what a hand-over asks, on what is handed over now. */
export interface WorkDone {
  /** The incoming person has read the page as it stands at the cut-off. */
  readonly recordsRead: boolean;
  /** Of the items on the form, in the number that it says. */
  readonly counts: readonly Count[];
  readonly booksTaken: readonly string[];
  readonly taken: readonly string[];
  /** By problem, the sides whose person has said that it was talked over. */
  readonly confirmed: (problem: string) => readonly Side[];
}

export function workDone(state: Begun, { outgoing, incoming }: Sides): WorkDone {
  const isIncoming = ({ by }: DoneBy) => by !== undefined && by === incoming;
  const { preparation } = state;
  return {
    recordsRead: state.readings.some((each) => isIncoming(each) && isSameHead(each.page, preparation?.page)),
    counts: state.counts.filter((each) => isIncoming(each) && addsUp(each, preparation)),
    booksTaken: state.booksTaken
      .filter(
        (each) => isIncoming(each) && !isOfAnother(each.since, heldUnder(preparation?.since?.books ?? {}, each.book)),
      )
      .map(({ book }) => book),
    taken: state.taken.filter((each) => isIncoming(each) && isAsListed(each, preparation)).map(({ matter }) => matter),
    confirmed: (problem) =>
      state.problems
        .filter(({ key }) => key === problem)
        .flatMap(({ confirmed }) => confirmed)
        .filter(({ side, by }) => by === (side === "outgoing" ? outgoing : incoming))
        .map(({ side }) => side),
  };
}

/** Whether a matter was taken as the form tells of it now: somebody may have told more of it since, or another reason why it passes. */
function isAsListed({ matter, notes, reason }: Begun["taken"][number], preparation: Begun["preparation"]): boolean {
  const listed = preparation?.matters.filter(({ id }) => id === matter) ?? [];
  return listed.some((each) => each.notes === notes && each.reason?.sealed === reason?.sealed);
}

/** Whether a count is of what the form expects: the set-up may have changed since somebody counted, or more may have been told of the item. */
function addsUp({ item, found, missing, listed }: Begun["counts"][number], preparation: Begun["preparation"]): boolean {
  const now = itemAsListed(preparation, item);
  const isSame = listed.matter?.id === now.matter?.id && listed.matter?.notes === now.matter?.notes;
  const isExpected = preparation?.kit.some((each) => each.item === item && each.expected === found + missing) ?? false;
  return isExpected && isSame && !isOfAnother(listed.since, now.since);
}

/** What the form tells of an item of the kit beside its number. */
export function itemAsListed(preparation: Begun["preparation"], item: string): ListedItem {
  const since = heldUnder(preparation?.since?.kit ?? {}, item);
  const { id, notes } = preparation?.matters.find((each) => each.item === item) ?? {};
  return {
    ...(since === undefined ? {} : { since }),
    ...(id === undefined ? {} : { matter: { id, ...(notes === undefined ? {} : { notes }) } }),
  };
}
