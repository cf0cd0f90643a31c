import { queryOptions } from "@tanstack/react-query";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import { ask, path } from "../door/ask.ts";

export interface OpenMatter {
  /** `<post>/<uuid>` */
  readonly id: string;
  readonly class: "ordinary" | "important" | "continuing";
  readonly text: string | null;
  readonly openedAt: number;
  readonly openedBy: string | null;
  readonly dueAt: number;
  readonly holder: string | null;
  readonly passes: number;
  readonly released: boolean;
  readonly page: string | null;
  readonly line: string | null;
  readonly notes: readonly {
    readonly what: "progressed" | "released" | "settled";
    readonly text: string | null;
    readonly by: string | null;
    readonly at: number;
  }[];
}

export interface MattersView {
  readonly now: number;
  readonly matters: readonly OpenMatter[];
  readonly rule: MatterRule;
}

export function mattersQuery(site: string, post: string) {
  return queryOptions({
    queryKey: ["matter", site, post],
    queryFn: ({ signal }) => ask<MattersView>(path("/api/matter", { site, post }), { signal }),
  });
}
