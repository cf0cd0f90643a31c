import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { ask, path } from "../door/ask.ts";

export interface ShiftPlan {
  readonly key: string;
  readonly name: string;
  readonly starts: string;
  readonly minutes: number;
}

export interface PostPlan {
  readonly key: string;
  readonly name: string;
  readonly department: string;
  readonly shifts: readonly ShiftPlan[];
  readonly kit: readonly { readonly key: string; readonly name: string; readonly expected: number }[];
  readonly books: readonly { readonly key: string; readonly name: string }[];
  readonly binds: readonly {
    readonly regulation: string;
    readonly title: { readonly zh: string; readonly en: string };
    readonly edition: string;
    readonly functions: Readonly<Record<string, string>>;
  }[];
}

export interface SitePlan {
  readonly site: string;
  readonly name: string;
  readonly zone: string;
  readonly demonstration: boolean;
  readonly today: string;
  readonly posts: readonly PostPlan[];
  readonly people: readonly { readonly person: string; readonly name: string; readonly left: boolean }[];
}

export function siteQuery(site: string) {
  return queryOptions({
    queryKey: ["site", site],
    queryFn: ({ signal }) => ask<SitePlan>(path("/api/site", { site }), { signal }),
    staleTime: 5 * 60_000,
  });
}

export interface RuleText {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly strength: "enforce" | "track" | "acknowledge";
  /** Whether this release carries the rule out; where it does not, its strength promises nothing. */
  readonly carried: boolean;
  /** Numbers that the clause does not give: the site's own. `call`: after so many minutes `who` is called. */
  readonly open: readonly {
    readonly name: string;
    readonly who?: { readonly zh: string; readonly en: string };
    readonly values: readonly number[];
  }[];
}

export interface RegulationText {
  readonly regulation: string;
  readonly edition: string;
  /** SHA-256 of the adopted text: what a reader confirms. */
  readonly hash: string;
  /** Whether the acting person has confirmed this edition. */
  readonly confirmed: boolean;
  readonly title: { readonly zh: string; readonly en: string };
  readonly rules: readonly RuleText[];
}

/** `person`: for whom it is asked, as what they have confirmed differs. */
export function rulesQuery(regulation: string, person: string) {
  return queryOptions({
    queryKey: ["notice", regulation, person],
    queryFn: ({ signal }) =>
      ask<RegulationText>(`/api/regulations/${encodeURIComponent(regulation)}/rules`, { signal, as: person }),
    staleTime: 10 * 60_000,
  });
}

export function useSite(site: string): SitePlan {
  return useSuspenseQuery(siteQuery(site)).data;
}
