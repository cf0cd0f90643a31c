import { queryOptions } from "@tanstack/react-query";
import type { MattersView } from "#server/matter/matter-answer.ts";
import { ask } from "../door/ask.ts";

export function mattersQuery(site: string, post: string) {
  return queryOptions({
    queryKey: ["matter", site, post],
    queryFn: ({ signal }) => ask<MattersView>("/api/matter", { query: { site, post }, signal }),
  });
}
