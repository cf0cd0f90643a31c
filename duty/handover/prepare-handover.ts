import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { type Head, personOf, secret } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover, Preparation } from "./handover.ts";
import { listedOf, unreasoned, unrelieved } from "./handover-form.ts";
import { type HandoverFacts, notOutgoing, type RefusedParty } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, PrepareBody } from "./handover-shapes.ts";
import { prepareOpensAt } from "./prepare-window.ts";
import { notTakenUp, type Untaken } from "./take-up.ts";

export interface PrepareFacts extends HandoverFacts {
  /** Where the page of the shift stands: its cut-off. */
  readonly page: Head;
  /** What was closed alone at the post before it rested, before this shift began, and nobody has taken up. */
  readonly untaken: readonly Untaken[];
}

/**
 * The leading person writes up the shift and names the relief. From now on what is handed over does not move: the page is cut, and what
 * comes later stands on the next one (ZB-07).
 */
export const prepareHandover: Decide<Handover, PrepareBody, HandoverRule, PrepareFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase === "unknown" || state.neverBegun) return refuse("handover.not-open", ["ZB-01"]);
  if (state.phase === "completed") return refuse("handover.completed-already", ["ZB-03"]);
  if (state.phase === "prepared") return refuse("handover.prepared-already", ["ZB-03"]);
  const refused =
    notOutgoing(state, facts, personOf(circumstances.actor)) ??
    notTakenUp({ ...facts, actor: personOf(circumstances.actor), standIn: state.standIn }, rule) ??
    tooEarly(state.occurrence, rule, circumstances.now) ??
    untold(body, rule, facts) ??
    unrelieved(body, rule, facts, { actor: personOf(circumstances.actor), standIn: state.standIn }) ??
    unreasoned(listedOf(body, facts), rule);
  return refused ?? enter({ type: "handover.prepared", body: preparationOf(body, facts) });
};

function tooEarly(occurrence: ShiftOccurrence, rule: HandoverRule, now: Instant): RefusedParty | undefined {
  const opensAt = prepareOpensAt(occurrence, rule);
  if (opensAt === undefined || now >= opensAt) return undefined;
  return refuse("handover.too-early", citesOf(rule.window), { detail: { opensAt } });
}

function untold(body: PrepareBody, { summary, sections }: HandoverRule, facts: PrepareFacts): RefusedParty | undefined {
  if (summary?.required && body.summary === undefined)
    return refuse("handover.summary-missing", summary.cites, { field: "summary" });
  if (sections?.done && body.done === undefined)
    return refuse("handover.done-missing", sections.cites, { field: "done" });
  if (!sections?.pending || body.nothingPending === (facts.matters.length === 0)) return undefined;
  return body.nothingPending
    ? refuse("handover.pending-open", sections.cites, {
        field: "nothingPending",
        detail: { open: facts.matters.length },
      })
    : refuse("handover.pending-missing", sections.cites, { field: "nothingPending" });
}

function preparationOf(body: PrepareBody, facts: PrepareFacts): Preparation {
  const { summary, done, relief } = body;
  const next = facts.successors.find((each) => each.person === relief)?.page ?? facts.next;
  return {
    ...(summary === undefined ? {} : { summary: secret("free-text", summary) }),
    ...(done === undefined ? {} : { done: secret("free-text", done) }),
    ...(relief === undefined ? {} : { relief }),
    ...(next === undefined ? {} : { next }),
    matters: listedOf(body, facts),
    kit: facts.kit,
    books: facts.books,
    since: facts.since,
    page: facts.page,
  };
}
