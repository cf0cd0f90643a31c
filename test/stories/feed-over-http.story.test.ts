import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { shownBy } from "#duty/nouns.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";
import { ListeningFeed } from "#test/listening-feed.ts";
import { until } from "#test/until.ts";

let database: FreshDatabase;
let story: DeskStory;
let url: string;
const open: ListeningFeed[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  url = await story.app.listen({ port: 0, host: "127.0.0.1" });
});

afterEach(() => {
  for (const feed of open.splice(0)) feed.close();
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function listen(browser: Browser, headers: Record<string, string> = {}, question = ""): Promise<ListeningFeed> {
  const feed = await ListeningFeed.open(`${url}/api/feed${question}`, { cookie: browser.cookie, ...headers });
  open.push(feed);
  return feed;
}

test("a browser hears what changes at its site, and what it missed while it was away", async () => {
  const browser = await story.deskOf("lin");
  const feed = await listen(browser);
  expect(feed.status).toBe(200);
  expect(feed.headers["content-type"]).toContain("text/event-stream");
  expect(feed.headers["cache-control"]).toBe("no-store");
  const hello = await feed.next();
  expect(hello).toMatchObject({ event: "hello", data: { now: story.now() } });
  expect(hello?.id).toMatch(/^\d+-\d+$/);
  feed.close();

  await browser.post("/api/commands/attendance.sign-on", ordered(morningShift));
  const resumed = await listen(browser, { "last-event-id": hello?.id ?? "" });
  expect((await resumed.next())?.event).toBe("hello");
  const stream = { site: storySite, noun: "attendance", id: `lobby/2026-11-21/day/${cast.lin}` };
  const missed = await nextAbout(resumed, stream.id);
  expect(missed).toMatchObject({ event: "change", data: { stream, version: 1, shows: shownBy("attendance") } });
});

test("who comes back with a place that nobody knows is told to ask for everything", async () => {
  const browser = await story.deskOf("lin");
  const feed = await listen(browser, { "last-event-id": "999999999-7" });
  expect((await feed.next())?.event).toBe("hello");
  expect((await feed.next())?.event).toBe("reset");
});

/** A place may lie a little behind what was committed when it was given; what is told once more does no harm. */
async function nextAbout(feed: ListeningFeed, id: string) {
  for (;;) {
    const event = await feed.next();
    const { stream } = (event?.data ?? {}) as { stream?: { id: string } };
    if (event === undefined || stream?.id === id) return event;
  }
}

/** A stream that starts now may still bring what was committed while it was opened. */
async function nextButChanges(feed: ListeningFeed): Promise<string | undefined> {
  let heard = await feed.next();
  while (heard?.event === "change") heard = await feed.next();
  return heard?.event;
}

test("signing out, being sent away and locking each end the stream and say so", async () => {
  const signedOut = await story.deskOf("wang");
  const first = await listen(signedOut);
  expect((await first.next())?.event).toBe("hello");
  await signedOut.post("/api/session/sign-out");
  expect(await nextButChanges(first)).toBe("ended");
  expect(await first.next()).toBeUndefined();

  const locked = await story.deskOf("wang");
  const second = await listen(locked);
  expect((await second.next())?.event).toBe("hello");
  await locked.post("/api/session/lock");
  expect(await nextButChanges(second)).toBe("locked");
  expect(await second.next()).toBeUndefined();
  expect((await listen(locked)).status).toBe(423);
});

test("who begins to look on while all desks are looked at is not taken for one whose desk has ended", async () => {
  const desk = await story.deskOf("lin");
  expect((await (await listen(desk)).next())?.event).toBe("hello");
  const told: string[] = [];
  const looked = story.watch.look();
  // Of this desk nobody knows: the look that is under way did not ask about it, the next one does.
  story.watch.watch({ org: story.org, desk: randomUUID(), heldBy: "", people: [] }, (how) => told.push(how));
  await looked;
  expect(told).toEqual([]);
  await story.watch.look();
  expect(told).toEqual(["ended"]);
});

test("nobody who is not signed in hears anything, and no site but one's own can be listened to", async () => {
  expect((await listen(story.browser())).status).toBe(401);
  const browser = await story.deskOf("lin");
  expect((await listen(browser, {}, "?site=another-tower")).status).toBe(404);
});

test("a ninth stream of one desk ends the first", async () => {
  const browser = await story.deskOf("chief");
  const feeds: ListeningFeed[] = [];
  for (let turn = 0; turn < 9; turn += 1) {
    const feed = await listen(browser);
    expect((await feed.next())?.event).toBe("hello");
    feeds.push(feed);
  }
  expect(await feeds[0]?.next()).toBeUndefined();
});

test("of forty streams that one desk opens at once eight stay", async () => {
  const browser = await story.deskOf("lin");
  const feeds = await Promise.all(Array.from({ length: 40 }, () => listen(browser)));
  const ended = new Set<ListeningFeed>();
  for (const feed of feeds) void listensOut(feed).then(() => ended.add(feed));
  await until(() => ended.size === 32);
  // Whoever comes next ends one more, and no others.
  await listen(browser);
  await until(() => ended.size > 32);
  expect(ended.size).toBe(33);
});

test("of one person at many desks twenty-four stay", async () => {
  const ended = new Set<ListeningFeed>();
  for (let desks = 0; desks < 4; desks += 1) {
    const browser = await story.deskOf("wang");
    for (const feed of await Promise.all(Array.from({ length: 7 }, () => listen(browser))))
      void listensOut(feed).then(() => ended.add(feed));
  }
  await until(() => ended.size >= 4);
  expect(ended.size).toBe(4);
});

async function listensOut(feed: ListeningFeed): Promise<void> {
  while (await feed.next());
}

test("a stream is heard or not at all: who asks only for its headers is told that there is none", async () => {
  const { cookie } = await story.deskOf("lin");
  const asked = { method: "HEAD", url: "/api/feed", headers: { cookie, host: "localhost" } } as const;
  expect((await story.app.inject(asked)).statusCode).toBe(404);
});
