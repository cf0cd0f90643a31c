import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { minute } from "#duty/grammar/time.ts";
import type { RegulationView, SitePlan, SiteView } from "#server/site/site-answer.ts";
import { ask } from "../door/ask.ts";

export function siteQuery(site: string) {
  return queryOptions({
    queryKey: ["site", site],
    queryFn: ({ signal }) => ask<SiteView>("/api/site", { query: { site }, signal }),
    staleTime: 5 * minute,
  });
}

/** `person`: for whom it is asked, as what they have confirmed differs. */
export function rulesQuery(regulation: string, person: string) {
  return queryOptions({
    queryKey: ["notice", regulation, person],
    queryFn: ({ signal }) =>
      ask<RegulationView>("/api/regulations/:id/rules", { params: { id: regulation }, query: {}, as: person, signal }),
    staleTime: 10 * minute,
  });
}

export function useSite(site: string): SitePlan {
  return useSuspenseQuery(siteQuery(site)).data;
}
