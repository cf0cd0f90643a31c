import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnswerOf } from "#duty/door/operation.ts";
import { type Instant, instantOf, minute } from "#duty/grammar/time.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { openRuntime, type Runtime } from "#server/door/runtime.ts";
import type { CallNow, CallsView } from "#server/ledger/calls-answer.ts";
import { screenChannel } from "#server/outbox/calling-screens.ts";
import { dispatch } from "#server/outbox/dispatch.ts";
import { openPool } from "#server/postgres/pool.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyOffice,
  storyPin,
  storySite,
  tellDeskStory,
} from "#test/desk-story.ts";
import { ListeningFeed } from "#test/listening-feed.ts";

/* Who is called, who hears it, and what becomes of a call that nobody hears: with open feeds, on a clock that is moved. */

let database: FreshDatabase;
let story: DeskStory;
let url: string;
let nodes: Runtime[];
const broke: string[] = [];

const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const manager = personNamed("黄丽华");
const leaders = ["孙涛", "周敏", "吴军", "司徒晓明"].map(personNamed);

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  url = await story.app.listen({ port: 0, host: "127.0.0.1" });
  nodes = [1, 2].map(() => {
    const pool = openPool(database.connectionOptions(), "zb_clock", { max: 4 });
    return openRuntime({ ...story.runtime, pool });
  });
  await goOnTo("07:50");
  await does(await story.deskOf("lin"), "attendance.sign-on", morningShift);
});

afterAll(async () => {
  await story.close();
  await Promise.all(nodes.map(({ pool }) => pool.end()));
  await database.drop();
});

async function does(desk: Browser, act: string, body: object) {
  const answer = await desk.post(`/api/commands/${act}`, ordered(body, { pin: storyPin }));
  return { status: answer.statusCode, said: answer.json() as { code?: string } };
}

/** Time passes, those who look on are still there, and the clock does all that is due. */
async function goOnTo(time: string): Promise<void> {
  story.pass((at(time) - story.now()) / minute);
  await story.listening.renew();
  await turn();
}

async function turn(): Promise<void> {
  const [runtime] = nodes as [Runtime];
  const log = (line: string) => broke.push(line);
  const outbox = { channels: [screenChannel(runtime)] };
  for (let done = 1; done > 0; ) done = (await wakeDue(runtime, 50, log)) + (await dispatch(runtime, outbox, log));
}

/** What the first tests are about. */
let leak: string;

/** Something important that the lobby owes from now on, and what it is called. */
async function owedAt(time: string, seconds = 0): Promise<string> {
  const desk = await story.deskOf("lin");
  const opened = ordered({ post: "lobby", class: "important", text: "水管渗水。", dueAt: at(time) + seconds * 1000 });
  const { statusCode } = await desk.post("/api/commands/matter.open", opened);
  expect(statusCode).toBe(200);
  return opened.id;
}

async function calls(desk: Browser): Promise<readonly CallNow[]> {
  const answer = await desk.get(`/api/calls?site=${storySite}`);
  expect(answer.statusCode, answer.body).toBe(200);
  const { calls, names } = answer.json() as AnswerOf<CallsView>;
  const called = calls.flatMap(({ rungs }) => rungs).flatMap(({ people }) => people ?? []);
  if (called.includes(manager)) expect(names[manager]).toBe("黄丽华");
  return calls;
}

async function callAbout(desk: Browser, matter: string): Promise<CallNow | undefined> {
  return (await calls(desk)).find(({ stream }) => stream.id.endsWith(matter));
}

async function look(desk: Browser): Promise<ListeningFeed> {
  const feed = await ListeningFeed.open(`${url}/api/feed`, { cookie: desk.cookie });
  expect((await feed.next())?.event).toBe("hello");
  return feed;
}

/** Entries of one call, in the order in which they were entered. */
async function entered(matter: string): Promise<string[]> {
  const rows = await database.connect()<{ type: string; rung: number }[]>`
    select type, (convert_from(bytes, 'UTF8')::jsonb -> 'body' ->> 'rung')::int as rung from entry
    where id = ${`lobby/${matter}`} and type like 'obligation.%' and type <> 'obligation.missed' order by version`;
  return rows.map(({ type, rung }) => `${type.slice("obligation.".length)} ${rung}`);
}

test("a call that nobody hears is called up the whole ladder in the same moment, and stays", async () => {
  leak = await owedAt("09:00");
  await goOnTo("09:00");
  expect(await entered(leak)).toEqual([
    ...["escalated 1", "called 1", "unheard 1"],
    ...["escalated 2", "called 2", "unheard 2"],
  ]);
  const call = await callAbout(await story.deskOf("wang"), leak);
  expect(call).toMatchObject({ since: at("09:00"), nextAt: null, wholeSiteFrom: at("09:00"), answeredBy: null });
  expect(call?.rungs.map(({ people, unheardAt }) => [people, unheardAt])).toEqual([
    [leaders, at("09:00")],
    [[manager], at("09:00")],
  ]);
  const waits = await database.connect()<{ waits: number }[]>`
    select count(*)::int as waits from outbox where org = ${story.org} and id = ${`lobby/${leak}`} and sent_at is null`;
  expect(waits).toEqual([{ waits: 2 }]);
});

test("each minute it is tried again, and nothing is entered twice", async () => {
  const [before] = await tries();
  await goOnTo("09:01");
  const [after] = await tries();
  expect((after?.tries ?? 0) - (before?.tries ?? 0)).toBe(2);
  expect(after?.entries).toBe(before?.entries);
  expect(broke).toEqual([]);
});

async function tries() {
  return await database.connect()<{ tries: number; entries: number }[]>`
    select sum(attempts)::int as tries, (select count(*)::int from entry where org = ${story.org}) as entries
    from outbox where org = ${story.org} and id = ${`lobby/${leak}`}`;
}

test("whoever is called and opens a screen has heard it at once, whichever node looks, and only once", async () => {
  const desk = await story.deskOf("chief");
  const feed = await look(desk);
  const [one, other] = nodes as [Runtime, Runtime];
  const both = [one, other].map((node) =>
    dispatch(node, { channels: [screenChannel(node)] }, (line) => broke.push(line)),
  );
  await Promise.all(both);
  expect((await entered(leak)).filter((each) => each === "heard 1")).toEqual(["heard 1"]);
  const call = await callAbout(desk, leak);
  expect(call?.rungs[0]).toMatchObject({ heardBy: [cast.chief], heardAt: story.now(), unheardAt: at("09:00") });
  expect(call).toMatchObject({ calling: [cast.chief], answering: [{ person: cast.chief, about: "others" }] });
  feed.close();
});

test("whoever is on duty where it is owed does not silence it, and whoever is called does", async () => {
  const desk = await story.deskOf("lin");
  expect((await callAbout(desk, leak))?.answering).toEqual([]);
  const body = { stream: { noun: "matter", id: `lobby/${leak}` }, key: "settle" };
  const refused = await does(desk, "ledger.acknowledge", { ...body, reason: "我在处理。" });
  expect(refused).toMatchObject({ status: 409, said: { code: "ledger.about-yourself" } });
  expect((await does(await story.deskOf("chief"), "ledger.acknowledge", body)).status).toBe(200);
  const after = await callAbout(desk, leak);
  expect(after).toMatchObject({
    answeredBy: cast.chief,
    answeredAt: story.now(),
    selfAnswered: false,
    calling: [],
    wholeSiteFrom: null,
  });
  await goOnTo("09:03");
  const waits = await database.connect()<{ answer: string }[]>`
    select answer from outbox where org = ${story.org} and id = ${`lobby/${leak}`} order by rung`;
  expect(waits).toEqual([{ answer: "over" }, { answer: "over" }]);
});

test("a call that is heard waits for its answer as long as the ladder says", async () => {
  const chief = await story.deskOf("chief");
  const feed = await look(chief);
  const matter = await owedAt("09:04");
  await goOnTo("09:04");
  expect(await entered(matter)).toEqual(["escalated 1", "called 1", "heard 1"]);
  expect(await callAbout(await story.deskOf("chief"), matter)).toMatchObject({
    nextAt: at("09:34"),
    ...{ what: "matter.settle", detail: { class: "important", released: 0 }, rules: ["ZB-08"], dueAt: at("09:04") },
    rungs: [
      { call: "squad-leader", at: at("09:04"), isCalled: true },
      { call: "department-manager", at: at("09:34"), isCalled: false, people: null },
    ],
    wholeSiteFrom: null,
  });
  feed.close();
});

test("a locked desk hears as well, and shows how many calls wait there and nothing else", async () => {
  const desk = await story.deskOf("chief");
  await desk.post("/api/session/lock");
  expect((await desk.get(`/api/calls?site=${storySite}`)).statusCode).toBe(423);
  const matter = await owedAt("09:19", 59);
  await goOnTo("09:19");
  const { waiting, ...rest } = (await desk.get("/api/calls/waiting")).json() as { waiting: number };
  expect(rest).toEqual({ now: at("09:19") });
  story.pass(59 / 60);
  await turn();
  expect(await entered(matter)).toEqual(["escalated 1", "called 1", "heard 1"]);
  expect((await desk.get("/api/calls/waiting")).json()).toEqual({ now: story.now(), waiting: waiting + 1 });
});

test("a screen that has not been heard of for a minute is no screen", async () => {
  await goOnTo("09:22");
  const desk = await story.deskOf("chief");
  await desk.post("/api/session/lock");
  await desk.get("/api/calls/waiting");
  const [justThere, gone] = [await owedAt("09:22", 59), await owedAt("09:22", 60)];
  story.pass(59 / 60);
  await turn();
  expect(await entered(justThere)).toContain("heard 1");
  story.pass(1 / 60);
  await turn();
  expect(await entered(gone)).toContain("unheard 1");
});

test("a call whose hearers have all left goes on within a minute, and not when the ladder would have", async () => {
  // Of a screen that is locked meanwhile the feed ends, and a browser opens it anew: this one does not.
  await goOnTo("09:39");
  const chief = await story.deskOf("chief");
  const feed = await look(chief);
  const matter = await owedAt("09:40");
  await goOnTo("09:40");
  expect(await entered(matter)).toEqual(["escalated 1", "called 1", "heard 1"]);
  await goOnTo("09:42");
  expect(await entered(matter)).toEqual(["escalated 1", "called 1", "heard 1"]);
  const admin = await story.deskOf("admin");
  const left = await admin.post(
    "/api/commands/person.leave",
    ordered({ person: cast.chief, reason: "离职" }, { site: storyOffice, pin: storyPin }),
  );
  expect(left.statusCode, left.body).toBe(200);
  await goOnTo("09:43");
  expect(await entered(matter)).toEqual([
    ...["escalated 1", "called 1", "heard 1"],
    ...["called 1", "unheard 1", "escalated 2", "called 2", "unheard 2"],
  ]);
  const call = await callAbout(await story.deskOf("wang"), matter);
  expect(call?.rungs[0]).toMatchObject({ heardAt: null, unheardAt: at("09:43") });
  expect(call?.rungs[0]?.people).not.toContain(cast.chief);
  expect(broke).toEqual([]);
  feed.close();
});
