import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { type Head, type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { workDone } from "./done-by.ts";
import type { Handover, Side, Signature } from "./handover.ts";
import { minutesHandedOverLate } from "./handover-owes.ts";
import {
  type HandoverFacts,
  isAlone,
  isOnDuty,
  notIncoming,
  notOutgoing,
  notPrepared,
  outgoingOf,
  type RefusedParty,
} from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, SignBody } from "./handover-shapes.ts";
import { hindrances, isSigned } from "./hindrances.ts";
import { kitToFollow } from "./kit-to-follow.ts";
import { formToTakeUp, mattersListed, ownClosing, type Untaken } from "./take-up.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

export interface SignFacts extends HandoverFacts {
  /** Where the hand-over stands now. */
  readonly head: Head;
  /** When the shift of the post is over that comes next, be it after a rest; undefined where none ever comes. */
  readonly nextEndsAt: Instant | undefined;
  /** What was closed alone at the post before this shift and nobody has taken up. */
  readonly untaken: readonly Untaken[];
}

/**
 * One side signs its forms. With the last signature that is wanted the post passes (SLH-06, SLH-07), or what was closed alone has been taken up (ZB-34).
 */
export const signHandover: Decide<Handover, SignBody, HandoverRule, SignFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  const person = personOf(circumstances.actor);
  const form = state.phase === "prepared" ? state : (formToTakeUp(state, facts, person) ?? notPrepared(state));
  if ("refusal" in form) return form;
  const side: Side = state.phase === "prepared" && person === outgoingOf(state, facts) ? "outgoing" : "incoming";
  const { seen } = circumstances;
  const refused =
    ownClosing(state, person) ??
    (side === "outgoing" ? notOutgoing(form, facts, person) : notIncoming(form, facts, person, rule)) ??
    signedByOther(form, side, person, rule) ??
    (seen && changedSince(form, facts.head, seen));
  if (refused || person === undefined || seen === undefined) return refused ?? refuse("handover.not-seen", ["ZB-03"]);

  const before = form.signatures.filter((each) => each.side === side);
  const forms = body.forms.filter((form) => !before.some((each) => each.forms.includes(form)));
  if (before.length > 0 && forms.length === 0) return enter();
  const { now } = circumstances;
  const lateReason = body.lateReason !== undefined;
  const [hindrance] = hindrances({ state, rule, facts, side, signer: person, now, lateReason });
  if (hindrance) return { refusal: hindrance };

  const reason = body.lateReason === undefined ? {} : { lateReason: secret("free-text", body.lateReason) };
  const signed: HandoverEntry = { type: "handover.signed", body: { side, forms, seen, ...reason } };
  const signatures = [...form.signatures, { side, person, forms, at: now, seen }];
  if (!isSigned(form, rule, signatures)) return enter(signed);
  return enter(
    ...mattersListed(state, form),
    signed,
    state.phase === "completed" ? takenUp(form, facts, person) : completed(form, { rule, facts, signatures, now }),
  );
};

/**
 * Two signatures are two people: one who leads both shifts, or has changed sides, signs for one of them only. And a side is one person: what
 * one has signed for it nobody else goes on with.
 */
function signedByOther(
  state: Prepared,
  side: Side,
  person: string | undefined,
  { workForm, propertyForm }: HandoverRule,
): RefusedParty | undefined {
  if (state.signatures.some((each) => each.side === side && each.person !== person))
    return refuse("handover.signed-already", ["ZB-03"]);
  const both = state.signatures.some((each) => each.side !== side && each.person === person);
  const cites = [...new Set([...citesOf(workForm), ...citesOf(propertyForm), "ZB-18"])];
  return both ? refuse("handover.same-person", cites) : undefined;
}

/** A signature binds what was on the screen: a head of this hand-over, not older than the last change of what is signed (ZB-03). */
function changedSince({ content }: Prepared, head: Head, seen: Head): RefusedParty | undefined {
  const known = [content, head].find((each) => each.version === seen.version);
  const holds = seen.version >= content.version && seen.version <= head.version && seen.hash === (known ?? seen).hash;
  return holds ? undefined : refuse("handover.changed-since", ["ZB-03"]);
}

/** Whoever takes it up has the open matters by name from then on, and what they found wanting of the kit is followed like any other count. */
function takenUp(form: Prepared, facts: HandoverFacts, incoming: PersonId): HandoverEntry {
  const { kit, books, page } = form.preparation;
  const wanting = kitToFollow(workDone(form, { outgoing: undefined, incoming }), facts);
  return {
    type: "handover.taken-up",
    body: {
      ...{ incoming, matters: facts.matters.map((each) => each.id), listed: { kit, books, page } },
      ...(wanting.length === 0 ? {} : { kit: wanting }),
    },
  };
}

interface Completion {
  readonly rule: HandoverRule;
  readonly facts: SignFacts;
  readonly signatures: readonly Signature[];
  readonly now: Instant;
}

function completed(state: Prepared, { rule, facts, signatures, now }: Completion): HandoverEntry {
  const bySide = (side: Side) => signatures.find((each) => each.side === side)?.person;
  const [outgoing, incoming] = [bySide("outgoing"), bySide("incoming")];
  const { next } = state.preparation;
  const follows = facts.untaken.filter(({ closedBy }) => closedBy === outgoing);
  const { nextEndsAt: takeUpBy } = facts;
  // Whoever is on duty in the next shift as well goes on, and hands over by that one.
  const isLeft = isAlone(state) && !facts.successors.some(isOnDuty(outgoing));
  const kit = kitToFollow(workDone(state, { outgoing, incoming }), facts);
  return {
    type: "handover.completed",
    body: {
      ...(outgoing === undefined ? {} : { outgoing }),
      ...(incoming === undefined ? {} : { incoming }),
      ...(next === undefined ? {} : { next }),
      matters: facts.matters.map((each) => each.id),
      lateMinutes: minutesHandedOverLate(state, rule, now),
      ...(kit.length === 0 ? {} : { kit }),
      ...(isLeft && takeUpBy !== undefined ? { takeUpBy } : {}),
      ...(follows.length === 0 ? {} : { follows: follows.map(({ occurrence }) => shiftId(occurrence)) }),
    },
  };
}
