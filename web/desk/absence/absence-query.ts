import { queryOptions } from "@tanstack/react-query";
import type { AbsencesView } from "#server/absence/absence-answer.ts";
import { ask } from "../door/ask.ts";

/** Who has left a post for a while or wants to. */
export function absencesQuery(site: string, post: string) {
  return queryOptions({
    queryKey: ["absence", site, post],
    queryFn: ({ signal }) => ask<AbsencesView>("/api/absence", { query: { site, post }, signal }),
  });
}
