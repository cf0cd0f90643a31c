import type { PersonId } from "#duty/grammar/entry.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { formsAsked } from "./forms-asked.ts";
import type { Begun, Handover, Side, Signature } from "./handover.ts";
import { takeOverDueAt, takeUpDueAt } from "./handover-owes.ts";
import { type HandoverFacts, isAlone } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import { isLeftToTakeUp } from "./take-up.ts";

/** A hand-over that waits for its signatures, and how things stand. */
export interface SigningAt {
  readonly state: Extract<Handover, { phase: "prepared" }>;
  readonly rule: HandoverRule;
  readonly facts: Pick<HandoverFacts, "reliefSince" | "reliefDueAt" | "following" | "successors">;
  readonly now: Instant;
}

/** Signing late, where the regulation wants to know why: by when it was due, and the grace beside that. */
interface LateSigning extends SigningAt {
  readonly dueAt: Instant;
  readonly graceMinutes: number;
}

/** A time in which a hand-over waited for one of its sides; what it did from the beginning it did since the shift began. */
interface Wait {
  readonly side: Side;
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * Whether a side signs so late that the regulation wants to know why from it (GPH-08): the hand-over waited for it when it was due, or for longer
 * than the grace after that. It waits for the relief until it comes; for the form, wherever the relief is there before it; then for whoever signs
 * first, the relief where the text leaves it open, and for the other one. For the relief nothing waits before the plan has it there: not while it
 * could not come yet, put in when the time was up, nor while only a later shift of its own is to come; its grace then begins there. The outgoing side waits for whom the plan has,
 * come or not; where it has nobody, as where a post rests in between, it might have closed the shift. Nobody tells why who let nothing wait.
 */
export function wantsLateReason(about: SigningAt, side: Side): boolean {
  const { state, rule, now } = about;
  const dueAt = takeOverDueAt(state, rule);
  if (rule.punctual?.reason !== true || !isOverdue(dueAt, now) || isAlone(state)) return false;
  const { graceMinutes } = rule.punctual;
  const waits = waitsOf({ ...about, dueAt, graceMinutes }).filter(
    (each) => each.side === side && isOverdue(dueAt, each.until),
  );
  if (!isOwnGrace(about, side) && waits.some(({ from }) => !isOverdue(dueAt, from))) return true;
  // Whose turn came when the time was up already let nothing wait in it.
  const waited = waits.reduce((sum, { from, until }) => sum + Math.max(0, until - from), 0);
  return isOverdue(plusMinutes(dueAt, graceMinutes), dueAt + waited);
}

/** Whether the grace of a side begins with its own time: the plan has the relief there only after the shift before is over. */
function isOwnGrace({ state, facts: { reliefDueAt } }: SigningAt, side: Side): boolean {
  return side === "incoming" && reliefDueAt !== undefined && reliefDueAt > state.occurrence.endsAt;
}

/**
 * Whether somebody takes up so late what was closed alone that the regulation wants to know why (GPH-08): it waited for them when it was due. Whoever came
 * only after that let nothing wait, nor whoever was to be there only from then on.
 */
export function wantsTakeUpReason(
  {
    state,
    rule,
    facts,
    now,
  }: {
    readonly state: Handover;
    readonly rule: HandoverRule;
    readonly facts: Pick<HandoverFacts, "successors">;
    readonly now: Instant;
  },
  person: PersonId | undefined,
): boolean {
  if (rule.punctual?.reason !== true || !isLeftToTakeUp(state)) return false;
  const dueAt = takeUpDueAt(state.takeUpBy, rule);
  const since = facts.successors.find((each) => each.person === person)?.since;
  return since !== undefined && isOverdue(dueAt, now) && !isOverdue(state.takeUpBy, since);
}

function waitsOf(about: LateSigning): readonly Wait[] {
  const { facts, state, now } = about;
  const { startsAt } = state.occurrence;
  // Who has signed was there, also where they have gone since.
  const came = facts.reliefSince ?? state.signatures.find(({ side }) => side === "incoming")?.at;
  const reliefDueAt = facts.reliefDueAt ?? startsAt;
  const forRelief: Wait = { side: "incoming", from: startsAt, until: came ?? now };
  const all =
    came === undefined ? [forRelief] : [forRelief, ...waitsForForm(about, came), ...waitsForSigning(about, came)];
  const waits = all.map((each) =>
    each.side === "incoming" ? { ...each, from: latest(each.from, reliefDueAt) } : each,
  );
  if (isAwaited(about)) return waits;
  return [...waits, { side: "outgoing", from: startsAt, until: Math.min(came ?? now, reliefDueAt) as Instant }];
}

/** Whether the plan has somebody in the very shift that follows, so that nobody closes this one while they may still come. */
function isAwaited({ state: { preparation }, facts: { following, successors } }: SigningAt): boolean {
  const isNext = (page: string | undefined) => page !== undefined && page === following;
  return isNext(preparation.next) || successors.some(({ page }) => isNext(page));
}

/** From when to when a form was there to be signed. What was closed alone before somebody came was no form for them. */
function formsOf({ state: { written, owedAnewSince } }: SigningAt): Begun["written"] {
  return written.filter(({ from }) => owedAnewSince === undefined || from >= owedAnewSince);
}

/** While there was none, or none any more: a relief that takes it back and has it again within the grace has only itself to wait for. */
function waitsForForm(about: LateSigning, came: Instant): readonly Wait[] {
  const { state, dueAt, graceMinutes } = about;
  const waits = formsOf(about).map(({ from: until }, index, all): Wait => {
    const { until: from = state.occurrence.startsAt, takenBackBy } = all[index - 1] ?? {};
    const isShort = until < plusMinutes(from, graceMinutes);
    const side = takenBackBy === "incoming" && isShort ? "incoming" : "outgoing";
    return { side, from: isOverdue(dueAt, from) ? latest(from, came) : from, until };
  });
  return waits.filter(({ until }) => came < until);
}

/** While there was one, and the relief: each time from the last signatures that were void to those that were void then, or stand. */
function waitsForSigning(about: SigningAt, came: Instant): readonly Wait[] {
  const { state, rule, now } = about;
  const { voided = [], signatures } = state;
  const times = [...voided, { signatures, until: now }];
  const signings = times.flatMap((each, index) => turns(each, times[index - 1]?.until ?? came, rule));
  return signings.flatMap(({ side, from, until }) =>
    formsOf(about).map((form) => ({
      side,
      from: latest(from, form.from, came),
      until: Math.min(until, form.until ?? now) as Instant,
    })),
  );
}

/** Whose turn it was to sign: the other one's once the first has signed whatever two sides sign, and what one side signs is left to the second. */
function turns(
  { signatures, until }: { readonly signatures: readonly Signature[]; readonly until: Instant },
  from: Instant,
  rule: HandoverRule,
): readonly Wait[] {
  const first = rule.order?.first ?? "incoming";
  const second = first === "incoming" ? "outgoing" : "incoming";
  const own = signatures.filter(({ side }) => side === first);
  const signedAt = signedAllAt(own, rule) ?? until;
  return [
    { side: first, from, until: signedAt },
    { side: second, from: signedAt, until },
  ];
}

/** When one side had signed all that both sides sign; undefined where it has not. */
function signedAllAt(own: readonly Signature[], rule: HandoverRule): Instant | undefined {
  const asked = formsAsked(rule).filter(({ signatures }) => signatures > 1);
  const hasAll = (index: number) =>
    asked.every(({ form }) => own.slice(0, index + 1).some(({ forms }) => forms.includes(form)));
  return own.find((_, index) => hasAll(index))?.at;
}

function latest(...all: readonly Instant[]): Instant {
  return Math.max(...all) as Instant;
}
