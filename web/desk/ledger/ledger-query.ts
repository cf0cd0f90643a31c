import { queryOptions } from "@tanstack/react-query";
import { ask, path } from "../door/ask.ts";

export interface Owed {
  readonly stream: { readonly site: string; readonly noun: string; readonly id: string };
  readonly key: string;
  readonly what: string;
  readonly detail?: Readonly<Record<string, string | number>> | null;
  readonly post: string;
  readonly person?: string | null;
  readonly opensAt: number;
  readonly dueAt: number;
  readonly rules: readonly string[];
  readonly ladder: readonly { readonly afterMinutes: number; readonly call: string; readonly at: number }[];
  readonly missedAt: number | null;
  readonly rung: number;
  readonly nextCallAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
}

interface LedgerView {
  readonly now: number;
  readonly lines: readonly Owed[];
}

export function ledgerQuery(site: string, post: string) {
  return queryOptions({
    queryKey: ["ledger", site, post],
    queryFn: ({ signal }) => ask<LedgerView>(path("/api/ledger", { site, post }), { signal }),
    refetchInterval: 60_000,
  });
}
