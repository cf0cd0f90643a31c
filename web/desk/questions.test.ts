import { readdirSync, readFileSync } from "node:fs";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { absencesQuery } from "./absence/absence-query.ts";
import { attendanceQuery, ownTurnQuery } from "./attendance/attendance-query.ts";
import { devicesQuery, sessionQuery } from "./door/session-query.ts";
import { handoverQuery } from "./handover/handover-query.ts";
import { callsQuery, waitingCallsQuery } from "./ledger/calls-query.ts";
import { ledgerQuery } from "./ledger/ledger-query.ts";
import { pageQuery } from "./log/log-query.ts";
import { askedWith, foundQuery, noFields } from "./log/search-query.ts";
import { mattersQuery, settledQuery } from "./matter/matter-query.ts";
import {
  daysQuery,
  happenedQuery,
  historyQuery,
  lossesQuery,
  outcomesQuery,
  overviewQuery,
} from "./overview/overview-query.ts";
import { monthQuery } from "./roster/roster-query.ts";
import { rulesQuery, siteQuery } from "./site/site-query.ts";

/*
 * An answer is kept under a key. Two questions that may be answered differently and share a key show one person the answer of the other,
 * or one shift the page of the next.
 */

interface Question {
  readonly queryKey: readonly unknown[];
  readonly queryFn?: unknown;
  readonly refetchInterval?: unknown;
  readonly staleTime?: unknown;
}

const place = (site: string, person: string) => ({ site, acting: { person } as never });

/** Every question of the screens, by what it is asked with. */
const questions: Readonly<Record<string, readonly [parts: string, ask: (...given: string[]) => Question]>> = {
  absencesQuery: ["site post", absencesQuery as never],
  attendanceQuery: ["site", attendanceQuery as never],
  ownTurnQuery: ["site post date shift as", ownTurnQuery as never],
  devicesQuery: ["site", devicesQuery as never],
  callsQuery: ["site", callsQuery as never],
  daysQuery: [
    "site as days",
    ((site: string, person: string, days: string) => daysQuery(site, person, Number(days))) as never,
  ],
  foundQuery: [
    "post site as q",
    ((post: string, site: string, person: string, q: string) =>
      foundQuery(place(site, person), { ...noFields, post, q })) as never,
  ],
  handoverQuery: ["site as post date shift", onShift(handoverQuery)],
  happenedQuery: ["site as", happenedQuery as never],
  historyQuery: ["site noun id", historyQuery as never],
  ledgerQuery: ["site post", ledgerQuery as never],
  lossesQuery: ["site as", lossesQuery as never],
  mattersQuery: [
    "site as post",
    ((site: string, person: string, post: string) => mattersQuery(place(site, person), post)) as never,
  ],
  monthQuery: [
    "site as post month",
    ((site: string, person: string, ...rest: [string, string]) => monthQuery(place(site, person), ...rest)) as never,
  ],
  outcomesQuery: [
    "site as day rule post outcome",
    ((site: string, person: string, day: string, rule: string, post: string, outcome: string) =>
      outcomesQuery(site, person, { day, rule, post, outcome } as never)) as never,
  ],
  overviewQuery: ["site as", overviewQuery as never],
  pageQuery: ["site as post date shift", onShift(pageQuery)],
  rulesQuery: ["id as", rulesQuery as never],
  sessionQuery: ["", (() => sessionQuery) as never],
  settledQuery: [
    "site as post",
    ((site: string, person: string, post: string) => settledQuery(place(site, person), post)) as never,
  ],
  siteQuery: ["site", siteQuery as never],
  waitingCallsQuery: ["", (() => waitingCallsQuery) as never],
};

function onShift(ask: (at: ReturnType<typeof place>, shift: { post: string; date: string; shift: string }) => unknown) {
  return ((site: string, person: string, post: string, date: string, shift: string) =>
    ask(place(site, person), { post, date, shift })) as (...given: string[]) => Question;
}

const asked: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  vi.stubGlobal("fetch", async (address: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(`${address} as ${headers["zb-as"]}`);
    return Response.json({ people: [], sealed: [] });
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

afterAll(() => expect(asked.length).toBeGreaterThan(40));

/** What goes to the server for a question. */
async function sent({ queryFn }: Question): Promise<string> {
  const before = asked.length;
  const asking = (queryFn as (context: { signal: AbortSignal }) => Promise<unknown>)({
    signal: new AbortController().signal,
  });
  await vi.runAllTimersAsync();
  await asking;
  expect(asked.length).toBe(before + 1);
  return asked.at(-1) ?? "";
}

test.each(Object.keys(questions))(
  "%s: what it is asked with is sent, and tells its answer from every other",
  async (name) => {
    const [parts, ask] = questions[name] ?? ["", () => ({ queryKey: [] })];
    const named = parts.split(" ").filter(Boolean);
    const values = named.map((part, index) => (part === "days" ? "7" : `${part}-${index}`));
    const first = ask(...values);
    const words = await sent(first);
    for (const [index, part] of named.entries()) {
      const value = values[index] ?? "";
      expect(words).toContain(
        part === "as" ? ` as ${value}` : part === "id" && name === "rulesQuery" ? `/${value}/` : `${part}=${value}`,
      );
      const other = ask(...values.with(index, part === "days" ? "30" : `${value}-other`));
      expect(other.queryKey, `${part} is no part of the key`).not.toEqual(first.queryKey);
      expect(await sent(other), `${part} is not sent, or the last answer is given`).not.toBe(words);
    }
  },
);

test("every question of the screens is among these", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  const found = sources.flatMap((file) => {
    const text = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
    const keys = [...text.matchAll(/\bqueryKey: \["/g)].length;
    const told = [...text.matchAll(/^export (?:const|function) (\w+Query)\b/gm)].map(([, name]) => name ?? "");
    expect(keys, `${file} keeps an answer under a key of its own`).toBe(told.length);
    return told;
  });
  expect(found.toSorted()).toEqual(Object.keys(questions).toSorted());
});

test.each([
  "attendanceQuery",
  "callsQuery",
  "happenedQuery",
  "ledgerQuery",
  "overviewQuery",
  "ownTurnQuery",
  "sessionQuery",
  "waitingCallsQuery",
])("%s: what changes because time passes is asked again within the minute, whatever the feed says", (name) => {
  const { refetchInterval } = questions[name]?.[1]("a", "b") ?? {};
  expect(refetchInterval).toBeGreaterThan(0);
  expect(refetchInterval).toBeLessThanOrEqual(minute);
});

test.each(Object.keys(questions))("%s: no answer is taken for new longer than ten minutes", (name) => {
  const { staleTime = 0 } = questions[name]?.[1]("a", "b", "c", "d", "e", "f") ?? {};
  expect(staleTime).toBeLessThanOrEqual(10 * minute);
});

test("a search asks for nothing that is empty, and names the site of a post", () => {
  expect(askedWith("tower", noFields)).toEqual({});
  const all = { q: " 电梯 ", from: "2026-11-01", until: "2026-11-21", post: "gate", author: "lin" };
  expect(askedWith("tower", all)).toEqual({ ...all, q: "电梯", site: "tower" });
});
