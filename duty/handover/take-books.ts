import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import { workDone } from "./done-by.ts";
import type { Handover } from "./handover.ts";
import { alreadySigned, type HandoverFacts, notIncoming, notPrepared } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, TakeBooksBody } from "./handover-shapes.ts";

/** The relief takes the record books of the post (SLH-09). */
export const takeBooks: Decide<Handover, TakeBooksBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "prepared") return notPrepared(state);
  const taker = personOf(circumstances.actor);
  const refused = alreadySigned(state) ?? notIncoming(state, facts, taker, rule);
  if (refused) return refused;
  if (!body.books.every((each) => state.preparation.books.includes(each)))
    return refuse("handover.no-such-book", ["ZB-19"], { field: "books" });
  const { booksTaken } = workDone(state, { outgoing: undefined, incoming: taker });
  const books = body.books.filter((each) => !booksTaken.includes(each));
  return books.length === 0 ? enter() : enter({ type: "handover.books-taken", body: { books } });
};
