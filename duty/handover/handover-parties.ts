import { citesOf } from "#duty/grammar/cited.ts";
import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { Head, PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Begun, Handover, ListedMatter, ListedSince, Preparation, Side } from "./handover.ts";
import type { HandoverRule } from "./handover-rule.ts";

/** Somebody to whom the post can pass: due for the next shift and not gone from it for good, or on duty in a later one. */
export interface Successor {
  readonly person: PersonId;
  /** The page of their shift. */
  readonly page: string;
  readonly onDuty: boolean;
  /** Since when what was closed alone waits for them: they are on duty, and the plan has them there; missing where they are not, or nothing waits. */
  readonly since?: Instant;
}

/** How things stand at the post: what every act of a hand-over rests on. */
export interface HandoverFacts {
  /**
   * Who leads the outgoing shift of those on duty in it: the rostered one, or whoever is there, and nobody who is away where somebody is not;
   * undefined when all have left.
   */
  readonly outgoing: PersonId | undefined;
  readonly successors: readonly Successor[];
  /** The page that comes next; undefined where nobody is due for it who may still come, so that the post passes to the office. */
  readonly next: string | undefined;
  /** Who is on duty there and has left the post for a while. */
  readonly away: readonly PersonId[];
  /** Since when the relief that was named is on duty; undefined where they are not, or nobody was named. */
  readonly reliefSince: Instant | undefined;
  /** By when the plan has that relief there, come or not; undefined where nobody was named. */
  readonly reliefDueAt: Instant | undefined;
  /** Since when somebody was due for the next shift who has come too late for it; undefined where nobody has. */
  readonly latecomerDueAt: Instant | undefined;
  /** The page that follows by the set-up, whoever may be due for it; undefined where the post rests. */
  readonly following: string | undefined;
  /** Whether whoever took the place of the outgoing side belongs to the organisation still, with a function that may (ZB-17). */
  readonly standInHolds: boolean;
  /** Of those who are away, who left at once: nobody knows when they come back (ZB-22). */
  readonly leftAtOnce: readonly PersonId[];
  /** Where the page of the shift was last corrected; undefined where it was not. */
  readonly corrected: Head | undefined;
  /** What the post has to hand over, as it is set up now. */
  readonly kit: Preparation["kit"];
  readonly books: Preparation["books"];
  /** Since when each item and book is what it is there. */
  readonly since: ListedSince;
  /** Everything open at the post. */
  readonly matters: readonly (Pick<ListedMatter, "id" | "class" | "notes"> & {
    readonly released: boolean;
    /** The item of the kit that it is about; missing where it is about none. */
    readonly item?: string;
  })[];
}

/** Who is there of the shift and of those that come later. */
export type WhoIsThere = Pick<HandoverFacts, "outgoing" | "following" | "successors" | "away">;

export type RefusedParty = { readonly refusal: Refusal };

type Prepared = Extract<Handover, { phase: "prepared" }>;

/**
 * Who hands over: the leading person of the shift, or the one who stands in, as long as they may and whoever leads is not at the post again. What
 * they have signed stands, so from then on it is theirs, whoever comes back.
 */
export function outgoingOf({ standIn, signatures }: Begun, facts: HandoverFacts): PersonId | undefined {
  const { outgoing, away, standInHolds } = facts;
  if (standIn === undefined || !standInHolds) return outgoing;
  const hasSigned = signatures.some(({ person }) => person === standIn);
  return outgoing === undefined || away.includes(outgoing) || hasSigned ? standIn : outgoing;
}

/** Whom the documents of a shift name as having led it: who has handed it over, or whoever leads it still. */
export function leaderOf(handover: Handover, { outgoing }: Pick<HandoverFacts, "outgoing">): PersonId | undefined {
  return handover.phase === "completed" ? handover.outgoing : outgoing;
}

/** Who takes over: the relief that was named; where nobody was, whoever is on duty for the next shift, or due for it. */
export function incomingOf({ preparation }: Begun, { successors }: HandoverFacts): PersonId | undefined {
  return preparation?.relief ?? (successors.find(({ onDuty }) => onDuty) ?? successors[0])?.person;
}

/** Whom the outgoing person can name as relief: who is due or there, oneself only where the roster leaves nobody else (ZB-20). */
export function reliefsToName({ successors }: HandoverFacts, outgoing: PersonId | undefined): readonly Successor[] {
  const people = [...new Map(successors.map((each) => [each.person, each])).values()];
  const others = people.filter(({ person }) => person !== outgoing);
  return others.length > 0 ? others : people;
}

/** Which side an actor speaks for; undefined: for neither. */
export function sideOf(state: Begun, facts: HandoverFacts, actor: PersonId | undefined): Side | undefined {
  if (actor === undefined) return undefined;
  if (actor === outgoingOf(state, facts)) return "outgoing";
  const relief = state.preparation?.relief;
  const isRelief = relief === undefined ? facts.successors.some(isOnDuty(actor)) : relief === actor;
  return isRelief ? "incoming" : undefined;
}

/** Whether somebody has come for the incoming side while the relief that was named is not there: they may take the form back, not sign it. */
export function comesInstead(
  { preparation: { relief } }: Prepared,
  { successors, away }: HandoverFacts,
  actor: PersonId | undefined,
): boolean {
  const there = successors.filter(({ person, onDuty }) => onDuty && !away.includes(person));
  const isThere = (who: PersonId | undefined) => there.some(({ person }) => person === who);
  return relief !== undefined && !isThere(relief) && isThere(actor);
}

/**
 * Whether somebody has come for a later shift after all, once this one was closed alone: neither whoever closed it nor this person of it goes on
 * there, and nobody has taken it up meanwhile. Then it is handed over to them like every other, as long as somebody of it is there (ZB-18, ZB-20).
 */
export function isFollowedAfterAll(
  state: Handover,
  { later, person }: { readonly later: readonly PersonId[]; readonly person: PersonId },
): boolean {
  if (state.phase !== "completed" || state.incoming !== undefined || later.length === 0) return false;
  const { outgoing, takenUp, takeUpEndedAt } = state;
  if (takenUp !== undefined || takeUpEndedAt !== undefined) return false;
  return !later.some((each) => each === person || each === outgoing);
}

/**
 * The same as things stand at the post, whether it rested in between or not (ZB-34). Where nobody of the shift is there any more, it is for the very
 * next one: whoever has come for it has it opened, and somebody entitled hands over in their place; after a rest they take it up instead.
 */
export function isClosedTooSoon(
  state: Handover,
  facts: Pick<HandoverFacts, "outgoing" | "following" | "successors">,
): boolean {
  const { outgoing, following, successors } = facts;
  const there = successors.filter(({ onDuty }) => onDuty);
  const person = outgoing ?? (there.some(({ page }) => page === following) ? leaderOf(state, facts) : undefined);
  return person !== undefined && isFollowedAfterAll(state, { later: there.map((each) => each.person), person });
}

/** Who takes back a form that was closed alone: whoever leads those of the shift who are there, or whoever has come for a later one. */
export function takesBack({ outgoing, successors }: HandoverFacts, actor: PersonId | undefined): boolean {
  return actor !== undefined && (actor === outgoing || successors.some(isOnDuty(actor)));
}

/** Why an actor may not speak for the outgoing side. */
export function notOutgoing(state: Begun, facts: HandoverFacts, actor: PersonId | undefined): RefusedParty | undefined {
  const outgoing = outgoingOf(state, facts);
  if (outgoing === undefined) return outgoingGone();
  if (outgoing !== actor) return refuse("handover.not-leading", ["ZB-18"], { detail: { person: outgoing } });
  return notThere(facts, actor);
}

/** Nobody of the shift is there to hand over, and nobody stands in. */
export function outgoingGone(): RefusedParty {
  return refuse("handover.outgoing-gone", ["ZB-18"]);
}

/** Why an actor may not speak for the incoming side: it is for the relief that was named, and only once on duty. */
export function notIncoming(
  { preparation: { relief } }: Prepared,
  facts: HandoverFacts,
  actor: PersonId | undefined,
  rule: HandoverRule,
): RefusedParty | undefined {
  if (relief !== undefined && relief !== actor)
    return refuse("handover.not-the-relief", [...citesOf(rule.relief), "ZB-18"], { detail: { person: relief } });
  if (!facts.successors.some(isOnDuty(actor))) return refuse("handover.not-on-duty", ["ZB-01"]);
  return notThere(facts, actor);
}

/** Who has left the post for a while hands nothing over and takes nothing over until they are back: duty is done at the post (ZB-01). */
export function notThere({ away }: HandoverFacts, actor: PersonId | undefined): RefusedParty | undefined {
  return away.some((each) => each === actor) ? refuse("handover.away-from-post", ["ZB-01", "ZB-17"]) : undefined;
}

/** Whether who speaks for a side is on duty at the post and not away from it; whoever stands in is there instead of somebody who is not. */
export function isSideThere(state: Begun, facts: HandoverFacts, side: Side): boolean {
  if (side === "outgoing" && state.standIn !== undefined) return true;
  const person = side === "outgoing" ? facts.outgoing : incomingOf(state, facts);
  if (person === undefined || facts.away.includes(person)) return false;
  return side === "outgoing" || facts.successors.some(isOnDuty(person));
}

/** Whether somebody is one of those to whom the post can pass. */
export function isSuccessor({ successors }: HandoverFacts, person: PersonId | undefined): boolean {
  return successors.some((each) => each.person === person);
}

export function isOnDuty(person: PersonId | undefined): (each: Successor) => boolean {
  return (each) => each.person === person && each.onDuty;
}

/** Why there is nothing to check, to sign or to reopen: not begun, not prepared, or over. */
export function notPrepared({ phase }: Exclude<Handover, { phase: "prepared" }>): RefusedParty {
  switch (phase) {
    case "unknown":
      return refuse("handover.not-open", ["ZB-01"]);
    case "open":
      return refuse("handover.not-prepared", ["ZB-18"]);
    case "completed":
      return refuse("handover.completed-already", ["ZB-03"]);
  }
}

/** What somebody has signed does not move until it is reopened, which voids the signature (ZB-03). */
export function alreadySigned(state: Begun): RefusedParty | undefined {
  return state.signatures.length > 0 ? refuse("handover.signed-already", ["ZB-03"]) : undefined;
}

/**
 * Where nobody follows, or only the same person, there is no other side: the outgoing one closes its shift alone (ZB-20). Whoever stands in for
 * the outgoing side never does.
 */
export function isAlone({ preparation, preparedBy, standIn }: Prepared): boolean {
  const { next, relief, alone } = preparation;
  return (
    next === undefined || alone === true || (relief !== undefined && relief === preparedBy && standIn === undefined)
  );
}
