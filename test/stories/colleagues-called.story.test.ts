import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnswerOf } from "#duty/door/operation.ts";
import { type Instant, instantOf, minute } from "#duty/grammar/time.ts";
import type { AttendanceAnswer } from "#server/attendance/attendance-answer.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { openRuntime, type Runtime } from "#server/door/runtime.ts";
import type { CallNow, CallsView } from "#server/ledger/calls-answer.ts";
import { screenChannel } from "#server/outbox/calling-screens.ts";
import { dispatch } from "#server/outbox/dispatch.ts";
import { openPool } from "#server/postgres/pool.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { ListeningFeed } from "#test/listening-feed.ts";

/* Whoever stands at a post that somebody leaves at once is called on their own screen in the same second; without one the call stays unheard. */

let database: FreshDatabase;
let story: DeskStory;
let clock: Runtime;
let url: string;
const broke: string[] = [];

const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const [lin, wang] = [cast.lin, cast.wang];
const stream = { noun: "absence", id: `lobby/${morningShift.date}/day/${lin}` };

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  url = await story.app.listen({ port: 0, host: "127.0.0.1" });
  clock = openRuntime({ ...story.runtime, pool: openPool(database.connectionOptions(), "zb_clock", { max: 4 }) });
  const admin = await story.deskOf("admin");
  const { head, state } = (await admin.get("/api/roster?post=lobby&month=2026-11")).json() as {
    head: object;
    state: { assignments: object[] };
  };
  const also = { date: morningShift.date, shift: "day", person: wang, leading: false };
  const month = { post: "lobby", month: "2026-11", assignments: [...state.assignments, also] };
  await does(admin, "roster.publish", month, { seen: head });
  await goOnTo("07:50");
  for (const who of ["lin", "wang"] as const) await does(await story.deskOf(who), "attendance.sign-on", morningShift);
});

afterAll(async () => {
  await story.close();
  await clock.pool.end();
  await database.drop();
});

async function does(desk: Browser, act: string, body: object, more: object = {}): Promise<void> {
  const answer = await desk.post(`/api/commands/${act}`, ordered(body, { pin: storyPin, ...more }));
  expect(answer.statusCode, answer.body).toBe(200);
}

/** Time passes, and those who look on are still there. */
async function goOnTo(time: string): Promise<void> {
  story.pass((at(time) - story.now()) / minute);
  await story.listening.renew();
  await turn();
}

async function turn(): Promise<void> {
  const log = (line: string) => broke.push(line);
  for (let done = 1; done > 0; )
    done = (await wakeDue(clock, 50, log)) + (await dispatch(clock, { channels: [screenChannel(clock)] }, log));
}

async function hearing(desk: Browser): Promise<CallNow | undefined> {
  const answer = await desk.get(`/api/calls?site=${storySite}`);
  expect(answer.statusCode, answer.body).toBe(200);
  const { calls } = answer.json() as AnswerOf<CallsView>;
  return calls.find(({ what }) => what === "absence.hear");
}

async function waiting(desk: Browser): Promise<number> {
  return ((await desk.get("/api/calls/waiting")).json() as { waiting: number }).waiting;
}

test("without a screen of theirs the call is unheard and stays, the squad leader is called all the same, and sign-in shows it first", async () => {
  await goOnTo("09:00");
  await does(await story.deskOf("lin"), "absence.leave-at-once", morningShift);
  await turn();
  const chief = await story.deskOf("chief");
  const call = await hearing(chief);
  expect(call).toMatchObject({
    stream,
    post: "lobby",
    since: at("09:00"),
    calling: [],
    answering: [],
    wholeSiteFrom: null,
  });
  expect(call?.rungs).toMatchObject([{ call: "@colleague", people: [wang], unheardAt: at("09:00"), heardAt: null }]);
  const { calls } = (await chief.get(`/api/calls?site=${storySite}`)).json() as AnswerOf<CallsView>;
  expect(calls.map(({ what }) => what)).toContain("absence.stand-in");
  const desk = await story.deskOf("wang");
  expect(await hearing(desk)).toMatchObject({ calling: [wang], answering: [{ person: wang, about: "hearing" }] });
});

test("with a screen open, locked too, it rings there in the same second, and their word that they heard ends it", async () => {
  await does(await story.deskOf("lin"), "absence.come-back", morningShift);
  await goOnTo("09:10");
  const desk = await story.deskOf("wang");
  expect(await hearing(desk)).toBeUndefined();
  const feed = await ListeningFeed.open(`${url}/api/feed`, { cookie: desk.cookie });
  expect((await feed.next())?.event).toBe("hello");
  await does(await story.deskOf("lin"), "absence.leave-at-once", morningShift);
  await turn();
  const call = await hearing(desk);
  expect(call?.rungs).toMatchObject([{ people: [wang], heardBy: [wang], heardAt: at("09:10"), unheardAt: null }]);
  expect(call).toMatchObject({ since: at("09:10"), calling: [wang] });
  feed.close();
  await desk.post("/api/session/lock");
  // What else waits there is for everybody of the site; one of that is for somebody to stand in, which whoever says so where they stand does.
  const others = (await waiting(desk)) - 2;

  const unlocked = await story.deskOf("wang");
  const answer = { stream, key: call?.key, reason: "我在。" };
  const refused = await unlocked.post("/api/commands/ledger.acknowledge", ordered(answer, { pin: storyPin }));
  expect([refused.statusCode, (refused.json() as { code: string }).code]).toEqual([409, "ledger.to-be-heard"]);
  await does(unlocked, "absence.hear", { ...morningShift, person: lin });
  expect(await hearing(unlocked)).toBeUndefined();
  expect(await waiting(unlocked)).toBe(others);
  expect(broke).toEqual([]);
});

test("whoever covers stands in the list of the post that they cover, since then, and for whom", async () => {
  await does(await story.deskOf("lin"), "absence.come-back", morningShift);
  const desk = await story.deskOf("lin");
  const cover = { ...morningShift, person: wang };
  await does(desk, "absence.ask", { ...morningShift, why: "meal", returnBy: at("09:40"), cover });
  await does(await story.deskOf("wang"), "absence.accept", { ...morningShift, person: lin, own: morningShift });
  const lobby = (await desk.get("/api/attendance?post=lobby")).json() as AttendanceAnswer;
  expect(lobby.posts[0]?.covering).toEqual([{ person: wang, standsFor: lin, since: at("09:10") }]);
});
