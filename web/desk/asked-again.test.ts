import { beforeAll, expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";

/* What stands on a desk is asked again though no change is told: a line to the server may be dead without a word. */

const load = async () => ({
  ...(await import("./attendance/attendance-query.ts")),
  ...(await import("./door/session-query.ts")),
  ...(await import("./ledger/calls-query.ts")),
  ...(await import("./ledger/ledger-query.ts")),
  ...(await import("./overview/overview-query.ts")),
});
let asked: Awaited<ReturnType<typeof load>>;

beforeAll(async () => {
  vi.stubGlobal("window", new EventTarget());
  asked = await load();
  return () => vi.unstubAllGlobals();
});

test("who is there, what is owed, what calls and the overview are asked again each minute at the latest", () => {
  const queries = [
    asked.attendanceQuery("tower"),
    asked.sessionQuery,
    asked.callsQuery("tower"),
    asked.waitingCallsQuery,
    asked.ledgerQuery("tower", "lobby"),
    asked.overviewQuery("tower", "lin"),
    asked.happenedQuery("tower", "lin"),
  ];
  const every = queries.map(({ refetchInterval }) => Number(refetchInterval));
  expect(every.filter((pause) => pause >= 1000 && pause <= minute)).toHaveLength(queries.length);
});

test("a locked desk hears of a call within seconds, behind another window too", () => {
  const { refetchInterval, refetchIntervalInBackground } = asked.waitingCallsQuery;
  expect(Number(refetchInterval)).toBeLessThanOrEqual(10_000);
  expect(refetchIntervalInBackground).toBe(true);
});
