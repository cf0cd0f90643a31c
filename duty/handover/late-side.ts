import { isOverdue } from "#duty/grammar/obligation.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { formsAsked } from "./forms-asked.ts";
import type { Handover, Side, Signature } from "./handover.ts";
import { handoverDueAt } from "./handover-owes.ts";
import { type HandoverFacts, isAlone } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";

/** A hand-over that waits for its signatures, and how things stand. */
export interface SigningAt {
  readonly state: Extract<Handover, { phase: "prepared" }>;
  readonly rule: HandoverRule;
  readonly facts: Pick<HandoverFacts, "reliefSince" | "reliefBegins">;
  readonly now: Instant;
}

/** A time in which a hand-over waited for one of its sides; without `from` it did so from the beginning. */
interface Wait {
  readonly side: Side;
  readonly from?: Instant | undefined;
  readonly until: Instant;
}

/**
 * Whether a side signs so late that the regulation wants to know why from it (GPH-08): the hand-over waited for it when it was due, or for longer
 * than the grace after that. It waits for the relief until it comes, which is the relief's to explain unless its own shift has not begun by then, as
 * where a post rested in between; for the form, wherever the relief is there before it; then for whoever signs
 * first, the relief where the text leaves it open, and for the other one. One of the two always tells why, and nobody who let nothing wait.
 */
export function wantsLateReason(about: SigningAt, side: Side): boolean {
  const { state, rule, now } = about;
  const dueAt = handoverDueAt(state, rule);
  if (rule.punctual?.reason !== true || !isOverdue(dueAt, now) || isAlone(state)) return false;
  const waits = waitsOf(about).filter((each) => each.side === side && isOverdue(dueAt, each.until));
  const later = waits.filter(({ from }) => from !== undefined && isOverdue(dueAt, from));
  if (later.length < waits.length) return true;
  const waited = later.reduce((sum, { from = dueAt, until }) => sum + (until - from), 0);
  return later.length > 0 && isOverdue(plusMinutes(dueAt, rule.punctual.graceMinutes), dueAt + waited);
}

function waitsOf(about: SigningAt): readonly Wait[] {
  const { facts, state, now } = about;
  // Who has signed was there, also where they have gone since.
  const came = facts.reliefSince ?? state.signatures.find(({ side }) => side === "incoming")?.at;
  const isEarly = came !== undefined && facts.reliefBegins !== undefined && came <= facts.reliefBegins;
  const forAll: Wait = { side: isEarly ? "outgoing" : "incoming", until: came ?? now };
  return came === undefined ? [forAll] : [forAll, ...waitsForForm(about, came), ...waitsForSigning(about, came)];
}

/** From when to when a form was there to be signed. What was closed alone before somebody came was no form for them. */
function formsOf({ state }: SigningAt): NonNullable<SigningAt["state"]["written"]> {
  const { written = [], firstPreparedAt, occurrence, owedAnewSince } = state;
  const forms = written.filter(({ from }) => owedAnewSince === undefined || from >= owedAnewSince);
  return forms.length > 0 ? forms : [{ from: owedAnewSince ?? firstPreparedAt ?? occurrence.endsAt }];
}

/** While there was none, or none any more: a relief that takes it back and has it again within the grace has only itself to wait for. */
function waitsForForm(about: SigningAt, came: Instant): Wait[] {
  const { state, rule } = about;
  const dueAt = handoverDueAt(state, rule);
  return formsOf(about).flatMap(({ from: until }, index, all): Wait[] => {
    const { until: from, takenBackBy } = all[index - 1] ?? {};
    if (came >= until) return [];
    const isShort = from !== undefined && until < plusMinutes(from, rule.punctual?.graceMinutes ?? 0);
    const side = takenBackBy === "incoming" && isShort ? "incoming" : "outgoing";
    return [{ side, from: from !== undefined && isOverdue(dueAt, from) ? latest(from, came) : from, until }];
  });
}

/** While there was one, and the relief: each time from the last signatures that were void to those that were void then, or stand. */
function waitsForSigning(about: SigningAt, came: Instant): Wait[] {
  const { state, rule, now } = about;
  const { voided = [], signatures } = state;
  const times = [...voided, { signatures, until: now }];
  const signings = times.flatMap((each, index) => turns(each, times[index - 1]?.until ?? came, rule));
  return signings.flatMap(({ side, from, until }) =>
    formsOf(about)
      .map((form) => ({
        side,
        from: latest(from, form.from, came),
        until: Math.min(until, form.until ?? now) as Instant,
      }))
      .filter((each) => each.from < each.until),
  );
}

/** Whose turn it was to sign: the other one's once the first has signed whatever two sides sign, and what one side signs is left to the second. */
function turns(
  { signatures, until }: { readonly signatures: readonly Signature[]; readonly until: Instant },
  from: Instant,
  rule: HandoverRule,
) {
  const first = rule.order?.first ?? "incoming";
  const second = first === "incoming" ? "outgoing" : "incoming";
  const signedAt = signedAllAt(
    signatures.filter(({ side }) => side === first),
    rule,
  );
  const turn = { side: first, from, until: signedAt ?? until } as const;
  return signedAt === undefined ? [turn] : [turn, { side: second, from: signedAt, until } as const];
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
