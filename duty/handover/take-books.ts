import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import { workDone } from "./done-by.ts";
import type { Handover } from "./handover.ts";
import type { HandoverFacts } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { HandoverEntry, TakeBooksBody } from "./handover-shapes.ts";
import { formTakenOver } from "./take-up.ts";

/** The relief takes the record books of the post (SLH-09). */
export const takeBooks: Decide<Handover, TakeBooksBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  const taker = personOf(circumstances.actor);
  const form = formTakenOver({ state, rule, facts, actor: taker });
  if ("refusal" in form) return form;
  if (!body.books.every((each) => form.preparation.books.includes(each)))
    return refuse("handover.no-such-book", ["ZB-19"], { field: "books" });
  const { booksTaken } = workDone(form, { outgoing: undefined, incoming: taker });
  const books = body.books.filter((each) => !booksTaken.includes(each));
  return books.length === 0 ? enter() : enter({ type: "handover.books-taken", body: { books } });
};
