import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { nouns } from "#duty/nouns.ts";
import { serverNow } from "../../ui/server-clock.ts";
import { followFeed, whoIsTold } from "./live-feed.ts";

/** The first part of the key of every question that a screen asks. */
function questions(): string[] {
  const desk = join(import.meta.dirname, "..");
  const sources = readdirSync(desk, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(desk, file), "utf8"));
  const found = sources.flatMap((source) => [...source.matchAll(/\bqueryKey: \["([a-z-]+)"/g)].map(([, name]) => name));
  return [...new Set(found)].filter((name) => name !== undefined).sort();
}

/** What was found is asked anew by whoever looks for it: a list that grows while one reads it would move under the finger. */
const askedByHand = ["found"];

test("whatever a screen asks is asked again when some noun has changed", () => {
  const renewed = new Set(nouns.flatMap(({ shownBy }) => shownBy));
  expect(questions()).toContain("handover");
  expect(questions().filter((name) => !renewed.has(name))).toEqual(askedByHand);
});

/** The browser's line, as far as it is used; a test lets it tell. */
class Line {
  static readonly CLOSED = 2;
  static laid: Line[] = [];
  readonly heard = new Map<string, (event: { data: string }) => void>();
  readonly address: string;
  readyState = 1;
  constructor(address: string) {
    this.address = address;
    Line.laid.push(this);
  }
  addEventListener(what: string, hear: (event: { data: string }) => void) {
    this.heard.set(what, hear);
  }
  tell(what: string, said: object = {}) {
    this.heard.get(what)?.({ data: JSON.stringify(said) });
  }
  close() {
    this.readyState = Line.CLOSED;
  }
}

const keys = [["session"], ["site", "tower"], ["log", "tower", "lobby"], ["ledger", "tower", "lobby"]];

/** Which answers stand no more after the line has told something. */
async function outdatedBy(tell: (line: Line) => void): Promise<string[]> {
  const queries = new QueryClient();
  for (const key of keys) queries.setQueryData(key, {});
  const stop = followFeed("tower", queries);
  const line = Line.laid.at(-1);
  if (!line) throw new Error("no line was laid");
  tell(line);
  await Promise.resolve();
  const outdated = keys.filter((key) => queries.getQueryState(key)?.isInvalidated).map(([name]) => name ?? "");
  stop();
  return outdated;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Line);
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ["hello", { now: 5 }, ["site", "log", "ledger"]],
  ["change", { shows: ["log"] }, ["log"]],
  ["reset", {}, ["session", "site", "log", "ledger"]],
  ["locked", {}, ["session"]],
  ["ended", {}, ["session"]],
])("when the line tells %s, exactly what may have changed is asked anew", async (what, said, outdated) => {
  expect(await outdatedBy((line) => line.tell(what, said))).toEqual(outdated);
});

test("the line of a site tells the server's time", async () => {
  await outdatedBy((line) => line.tell("hello", { now: 1_000_000 }));
  expect(Line.laid.at(-1)?.address).toBe("/api/feed?site=tower");
  expect(serverNow()).toBe(1_000_000);
});

test("a line that the browser gave up is laid again within seconds, and the session is asked why", async () => {
  const before = Line.laid.length;
  const outdated = await outdatedBy((line) => {
    line.readyState = Line.CLOSED;
    line.tell("error");
    vi.advanceTimersByTime(5_000);
  });
  expect(outdated).toEqual(["session"]);
  expect(Line.laid.length).toBe(before + 2);
});

test("a line that the browser lays again by itself is left to it, and one that was stopped stays down", async () => {
  const before = Line.laid.length;
  expect(await outdatedBy((line) => line.tell("error"))).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(Line.laid.length).toBe(before + 1);
  expect(Line.laid.at(-1)?.readyState).toBe(Line.CLOSED);
});

test("a line that was given up is not laid again once nobody follows any more", async () => {
  const before = Line.laid.length;
  await outdatedBy((line) => {
    line.readyState = Line.CLOSED;
    line.tell("error");
  });
  vi.advanceTimersByTime(60_000);
  expect(Line.laid.length).toBe(before + 1);
});

test("a line that says nothing for twenty seconds is given up and laid anew, and every word gives it twenty more", async () => {
  const first = Line.laid.length;
  const stop = followFeed("tower", new QueryClient());
  const down = () => Line.laid.slice(first).map(({ readyState }) => readyState === Line.CLOSED);
  vi.advanceTimersByTime(19_000);
  for (const word of ["open", "beat", "hello", "change", "reset", "locked", "ended"]) {
    Line.laid.at(-1)?.tell(word, { now: 0, shows: [] });
    vi.advanceTimersByTime(19_999);
    expect(down(), word).toEqual([false]);
  }
  vi.advanceTimersByTime(1);
  expect(down()).toEqual([true]);
  vi.advanceTimersByTime(3_000);
  expect(down()).toEqual([true, false]);
  // Of one that is laid and never answered nobody would hear either.
  vi.advanceTimersByTime(23_000);
  expect(down()).toEqual([true, true, false]);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(down()).toEqual([true, true, true]);
  expect(vi.getTimerCount()).toBe(0);
});

test("who is locked is told nothing", () => {
  expect(whoIsTold({ person: "lin", locked: true })).toBeUndefined();
  expect(whoIsTold({ person: "lin", locked: false })).toBe("lin");
});
