import { queryOptions } from "@tanstack/react-query";
import { isAnswered } from "#duty/grammar/obligation.ts";
import type { CallsCount } from "#server/feed/feed-answer.ts";
import type { CallNow, CallsView } from "#server/ledger/calls-answer.ts";
import { ask } from "../door/ask.ts";

/** Asked again when the feed says so, and well within the minute after which a call goes on. */
const askedEvery = 20_000;
/** A locked desk has no feed that tells it: it asks often, for a number. */
const askedEveryWhileLocked = 5_000;

export function callsQuery(site: string) {
  return queryOptions({
    queryKey: ["ledger", "calls", site],
    queryFn: ({ signal }) => ask<CallsView>("/api/calls", { query: { site }, signal }),
    refetchInterval: askedEvery,
  });
}

/** What a locked desk may know: how many calls wait for those who sit there. */
export const waitingCallsQuery = queryOptions({
  queryKey: ["ledger", "calls-waiting"],
  queryFn: ({ signal }) => ask<CallsCount>("/api/calls/waiting", { signal }),
  refetchInterval: askedEveryWhileLocked,
  refetchIntervalInBackground: true,
});

/** Of the calls that run, those for somebody at this desk, and the others; each the earliest first. */
export function sortedCalls<C extends Pick<CallNow, "calling" | "answeredAt" | "selfAnswered" | "since">>(
  calls: readonly C[],
): { mine: readonly C[]; others: readonly C[] } {
  const isRunning = ({ answeredAt, selfAnswered }: C) => !isAnswered({ acknowledgedAt: answeredAt, selfAnswered });
  const running = calls.filter(isRunning).toSorted((one, two) => one.since - two.since);
  return {
    mine: running.filter(({ calling }) => calling.length > 0),
    others: running.filter(({ calling }) => calling.length === 0),
  };
}
