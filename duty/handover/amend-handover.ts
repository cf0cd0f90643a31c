import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import { hasMovedSince, isCorrectedSince } from "./changed-since.ts";
import type { Handover } from "./handover.ts";
import { listedOf, unreasoned, unrelieved } from "./handover-form.ts";
import { notOutgoing, notPrepared } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { AmendBody, HandoverEntry } from "./handover-shapes.ts";
import { areListsChanged, areOtherLists } from "./lists-changed.ts";
import type { PrepareFacts } from "./prepare-handover.ts";
import { notTakenUp } from "./take-up.ts";

/**
 * What has changed since preparing is taken up in one act: which matters are open, what kit and books are there, what was corrected on the page,
 * who relieves, nobody if nobody can be named, and who hands over: what somebody else wrote is theirs from then on (ZB-31). No word is written
 * again, and what somebody has counted and said stands as theirs; the signatures were given to another form, and are void, and a page that was
 * corrected is read anew.
 */
export const amendHandover: Decide<Handover, AmendBody, HandoverRule, PrepareFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared") return notPrepared(state);
  const actor = personOf(circumstances.actor);
  const { preparation, standIn } = state;
  const isUnfollowed = facts.successors.length === 0;
  const relief = body.relief ?? (isUnfollowed ? undefined : preparation.relief);
  const matters = listedOf(body, facts, preparation.matters);
  const refused =
    notOutgoing(state, facts, actor) ??
    notTakenUp({ ...facts, actor, standIn }, rule) ??
    unrelieved({ relief }, rule, facts, { actor, standIn }) ??
    unreasoned(matters, rule);
  if (refused) return refused;
  const next = facts.successors.find((each) => each.person === relief)?.page ?? facts.next ?? preparation.next;
  const isCut = preparation.next !== undefined;
  // Once a page is cut another one goes on: which one that is, only preparing says.
  if (isCut && next !== preparation.next) return refuse("handover.page-changes", ["ZB-07"], { field: "relief" });
  const hasMoved = hasMovedSince(preparation, facts) || next !== preparation.next;
  const alone = isUnfollowed && isCut ? true : undefined;
  // Whoever brings up to date what somebody else wrote makes it theirs.
  const isTheirs = state.preparedBy === actor;
  const isSame = isTheirs && relief === preparation.relief && alone === preparation.alone && !hasMoved;
  if (isSame && body.reasons.length === 0) return enter();
  const { kit, books, since } = facts;
  return enter<HandoverEntry>(
    {
      type: "handover.amended",
      body: {
        ...(relief === undefined ? {} : { relief }),
        matters,
        ...(isCorrectedSince(preparation, facts) || next !== preparation.next ? { page: facts.page } : {}),
        ...(next === undefined || isCut ? {} : { next }),
        ...(alone ? { alone } : {}),
        ...(areListsChanged(preparation, facts) ? { since } : {}),
      },
    },
    ...(areOtherLists(preparation, facts)
      ? [{ type: "handover.lists-amended", body: { kit: [...kit], books: [...books] } } as const]
      : []),
  );
};
