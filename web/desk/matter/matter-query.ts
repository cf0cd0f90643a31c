import { queryOptions } from "@tanstack/react-query";
import type { MattersAnswer, MattersView } from "#server/matter/matter-answer.ts";
import { ask } from "../door/ask.ts";

/** All that is open at the post, however many answers it takes: what the list left out would be nobody's. */
export function mattersQuery(site: string, post: string) {
  return queryOptions({
    queryKey: ["matter", site, post],
    queryFn: async ({ signal }): Promise<MattersAnswer> => {
      const first = await ask<MattersView>("/api/matter", { query: { site, post }, signal });
      const matters = [...first.matters];
      for (let last = first.more ? matters.at(-1) : undefined; last; ) {
        const next = await ask<MattersView>("/api/matter", { query: { site, post, after: last.id }, signal });
        matters.push(...next.matters);
        last = next.more ? next.matters.at(-1) : undefined;
      }
      return { ...first, matters, more: false };
    },
  });
}
