import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { MattersAnswer, MattersView } from "#server/matter/matter-answer.ts";
import { serverNow } from "../../ui/server-clock.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";

/**
 * All that is open at the post, however many answers it takes (what the list left out would be nobody's), and what whoever acts may do about it.
 */
export function mattersQuery({ site, acting: { person } }: DeskPlace, post: string) {
  return queryOptions({
    queryKey: ["matter", site, post, person],
    queryFn: async ({ signal }): Promise<MattersAnswer> => {
      const asks = (after?: string) =>
        ask<MattersView>("/api/matter", { query: { site, post, ...(after && { after }) }, as: person, signal });
      const first = await asks();
      if (!first.more) return first;
      const matters = [...first.matters];
      for (let last = matters.at(-1); last; ) {
        const next = await asks(last.id);
        matters.push(...next.matters);
        last = next.more ? next.matters.at(-1) : undefined;
      }
      return { ...first, matters, more: false };
    },
  });
}

/** What was settled at the post, the latest first, answer by answer. */
export function settledQuery({ site, acting: { person } }: DeskPlace, post: string) {
  return infiniteQueryOptions({
    queryKey: ["matter", site, post, person, "settled"],
    queryFn: ({ pageParam: after, signal }) => {
      // A minute ahead: what was settled a moment ago is not missed where this clock is a little behind.
      const settledBefore = String(plusMinutes(serverNow(), 1));
      const query = { site, post, settledBefore, most: "50", ...(after !== "" && { after }) };
      return ask<MattersView>("/api/matter", { query, as: person, signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ more, matters }) => (more ? matters.at(-1)?.id : undefined),
  });
}
