import { cleanup } from "@testing-library/react";
import { deleteDB, openDB } from "idb";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { type PersonHere, type Session, sessionView } from "#server/account/account-answer.ts";
import { lossesView, waitingTelling } from "#server/account/waiting-answer.ts";
import { attendanceView } from "#server/attendance/attendance-answer.ts";
import { callsCount } from "#server/feed/feed-answer.ts";
import { callsView } from "#server/ledger/calls-answer.ts";
import { siteView } from "#server/site/site-answer.ts";
import { attendanceAt, lin, noon, personHere, plan, sessionWith } from "./desk-answers.ts";
import { FeedLine, HeardSound } from "./desk-browser.ts";
import { DeskEdge } from "./desk-edge.ts";

let desk = new DeskEdge();
let unspoken: string[] = [];

/**
 * For tests of screens: sets up a desk for each test of a file. It is noon of the first day; whatever was asked or sent that no server
 * understands, and every text that is missing, is found when the test is over.
 */
export function setUpDesks(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: noon, toFake: ["Date"] });
    unspoken = [];
    FeedLine.laid = [];
    HeardSound.pitches = [];
    vi.stubGlobal("EventSource", FeedLine);
    vi.stubGlobal("AudioContext", HeardSound);
    vi.spyOn(console, "error").mockImplementation((...told) => {
      if (String(told[0]).startsWith("no text for")) unspoken.push(String(told[0]));
    });
  });
  afterEach(async () => {
    cleanup();
    sessionStorage.clear();
    await letGoOfUnsent();
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    expect(desk.faults, "what no server would have understood").toEqual([]);
    expect(unspoken, "texts that are missing").toEqual([]);
  });
}

/** What one test left unsent is none of the next one's: as another page would, the browser is told that it is gone. */
async function letGoOfUnsent(): Promise<void> {
  await empty("zhiban.photos", "photo");
  const name = "zhiban.queue";
  await empty(name, "item");
  const others = new BroadcastChannel(name);
  others.postMessage("changed");
  others.close();
}

async function empty(name: string, store: "item" | "photo"): Promise<void> {
  const database = await openDB(name);
  const isUsed = database.objectStoreNames.contains(store);
  if (isUsed) await database.clear(store);
  database.close();
  if (!isUsed) await deleteDB(name);
}

/** The edge of a desk at which these people sit, the first of whom acts; nobody is on duty anywhere, and nobody is called. */
export function deskHere(people: readonly PersonHere[] = [personHere(lin)], more: Partial<Session> = {}): DeskEdge {
  sessionStorage.clear();
  desk = new DeskEdge()
    .answers(sessionView, sessionWith(people, more))
    .answers(siteView, plan)
    .answers(callsView, { now: noon, calls: [], names: {}, clock: [] })
    .answers(callsCount, { now: noon, waiting: 0 })
    .answers(waitingTelling, { lost: [] })
    .answers(lossesView, { losses: [] })
    .answers(attendanceView, { now: noon, posts: [attendanceAt("gate"), attendanceAt("lobby")] });
  vi.stubGlobal("fetch", desk.fetch);
  return desk;
}

/** Who acts, as the browser keeps it. */
export function actingHere(): string | null {
  return sessionStorage.getItem("zhiban.acting");
}
