import { queryOptions } from "@tanstack/react-query";
import type { LedgerView } from "#server/ledger/ledger-answer.ts";
import { ask } from "../door/ask.ts";

export function ledgerQuery(site: string, post: string) {
  return queryOptions({
    queryKey: ["ledger", site, post],
    queryFn: ({ signal }) => ask<LedgerView>("/api/ledger", { query: { site, post }, signal }),
    refetchInterval: 60_000,
  });
}
