import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { type Instant, instantOf, minutesBetween } from "#duty/grammar/time.ts";
import type { AbsencesAnswer } from "#server/absence/absence-answer.ts";
import type { AttendanceAnswer } from "#server/attendance/attendance-answer.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { execute } from "#server/door/execute.ts";
import { openRuntime } from "#server/door/runtime.ts";
import type { Owed } from "#server/ledger/ledger-answer.ts";
import { openPool } from "#server/postgres/pool.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, storySite, tellDeskStory } from "#test/desk-story.ts";

/* What a desk is told of moments and of people while somebody is missing: who is called next and when, who has left, and until when. */

let database: FreshDatabase;
let story: DeskStory;
let desk: Browser;

const liu = personNamed("刘洋");
const zhao = personNamed("赵鹏");
const atGate = { ...morningShift, post: "east-gate" };
/** The night has begun and stays as it was; by day there are two. */
const twoAtTheGate = [
  { date: morningShift.date, shift: "night", person: personNamed("陈刚"), leading: true },
  { date: morningShift.date, shift: "day", person: liu, leading: true },
  { date: morningShift.date, shift: "day", person: zhao, leading: false },
];
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house", "guard-post-handover"] });
  desk = await story.deskOf("lin");
  const { posts } = (await desk.get("/api/site")).json();
  for (const { regulation, hash } of posts.flatMap((each: { binds: object[] }) => each.binds))
    for (const person of [cast.lin, liu, zhao]) await does(person, "notice.confirm", { regulation, hash });
  const gate = await (await story.deskOf("admin")).get("/api/roster?post=east-gate&month=2026-11");
  const month = { post: "east-gate", month: "2026-11", assignments: twoAtTheGate };
  await does(cast.admin, "roster.publish", month, { seen: gate.json().head });
  await goOnTo("07:50");
  await does(cast.lin, "attendance.sign-on", morningShift);
  await does(liu, "attendance.sign-on", atGate);
  await does(zhao, "attendance.sign-on", atGate);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Something that is done and must succeed. */
async function does(person: string, act: string, body: object, more: Partial<Command> = {}): Promise<void> {
  const context = { org: story.org, sites: [storySite] };
  const command = { id: randomUUID(), site: storySite, act, body, actor: { person }, proof: "pin", ...more } as const;
  const { answer } = await execute(story.runtime, context, command);
  expect(answer.refusal, act).toBeUndefined();
}

/** Time passes until then, and the clock looks at what is due. A desk that stood idle is locked: somebody signs in anew. */
async function goOnTo(time: string): Promise<void> {
  story.pass(minutesBetween(story.now(), at(time)));
  const pool = openPool(database.connectionOptions(), "zb_clock");
  const runtime = openRuntime({ ...story.runtime, pool });
  const broke = (line: string) => {
    throw new Error(line);
  };
  while ((await wakeDue(runtime, 100, broke)) > 0);
  await pool.end();
  desk = await story.deskOf("lin");
}

async function owed(what: string): Promise<Owed | undefined> {
  const { lines } = (await desk.get("/api/ledger?post=lobby")).json() as { lines: Owed[] };
  return lines.find((each) => each.what === what);
}

async function absences(): Promise<AbsencesAnswer> {
  return (await desk.get("/api/absence?post=lobby")).json() as AbsencesAnswer;
}

async function lobby() {
  const { posts } = (await desk.get("/api/attendance?post=lobby")).json() as AttendanceAnswer;
  return posts[0];
}

test("whoever is not away stands in no list of leaves, and is not away at the post", async () => {
  expect(await absences()).toMatchObject({ now: at("07:50"), leaves: [], rule: { stay: { people: 1 } } });
  expect((await lobby())?.on).toMatchObject([{ person: cast.lin, away: false }]);
  expect(await lobby()).toMatchObject({
    shift: { endsAt: at("08:00") },
    next: { shift: "day", startsAt: at("08:00"), endsAt: at("16:00") },
  });
});

test("whoever leaves at once is away and has not said why; the post is bare since then", async () => {
  await goOnTo("09:00");
  await does(cast.lin, "absence.leave-at-once", morningShift);
  const { leaves } = await absences();
  expect(leaves).toEqual([
    {
      ...{ ...morningShift, person: cast.lin },
      ...{ phase: "away", atOnce: true, said: false, since: at("09:00"), bareSince: at("09:00") },
      ...{ why: null, reason: null, to: null, device: null, returnBy: null, dueAt: at("16:00") },
      ...{ cover: null, told: [], heard: [] },
    },
  ]);
  expect((await lobby())?.on).toMatchObject([{ person: cast.lin, away: true }]);
});

test("the ledger tells whom it calls when, and the next call until somebody has answered", async () => {
  const ladder = [
    { afterMinutes: 0, call: "squad-leader", at: at("09:05") },
    { afterMinutes: 10, call: "department-manager", at: at("09:15") },
  ];
  const waiting = {
    detail: { about: cast.lin },
    acknowledgedBy: null,
    acknowledgedAt: null,
    opensAt: at("09:00"),
    ladder,
  };
  const calling = { ...waiting, missedAt: null, rung: 1, nextCallAt: at("09:15") };
  expect(await owed("absence.stand-in")).toMatchObject(calling);
  expect(await owed("absence.return")).toMatchObject({ rung: 0, missedAt: null, nextCallAt: at("16:00") });
  expect(await owed("absence.tell")).toMatchObject({ ladder: [], nextCallAt: null });

  await goOnTo("09:06");
  const missed = await owed("absence.stand-in");
  expect(missed).toMatchObject({ ...waiting, missedAt: at("09:06"), rung: 1, nextCallAt: at("09:15") });

  await goOnTo("09:08");
  const stream = { noun: "absence", id: missed?.stream.id };
  await does(cast.chief, "ledger.acknowledge", { stream, key: missed?.key });
  const answered = { acknowledgedBy: cast.chief, acknowledgedAt: at("09:08"), nextCallAt: null };
  expect(await owed("absence.stand-in")).toMatchObject({ ...answered, rung: 1, ladder });

  await goOnTo("09:30");
  // The answer brought nobody: five minutes later the ladder began anew, and by now has reached its second rung (ZB-22).
  expect(await owed("absence.stand-in")).toMatchObject({ acknowledgedBy: null, rung: 2, missedAt: at("09:06") });
});

test("what is told later stands with the leave, and then they are to be back by the time they said", async () => {
  const returnBy = at("09:40");
  const said = { why: "other", reason: "电梯困人", to: "二号梯", device: "对讲机" };
  await does(cast.lin, "absence.tell", { ...morningShift, ...said, returnBy });
  expect((await absences()).leaves).toMatchObject([{ phase: "away", ...said, said: true, returnBy, dueAt: returnBy }]);
  await goOnTo("09:39");
  await does(cast.lin, "absence.come-back", morningShift);
  expect((await absences()).leaves).toEqual([]);
});

test("whoever is back and has not said why they left still stands there as back", async () => {
  await goOnTo("10:00");
  await does(cast.lin, "absence.leave-at-once", morningShift);
  await goOnTo("10:02");
  await does(cast.lin, "absence.come-back", morningShift);
  expect((await absences()).leaves).toMatchObject([
    { phase: "back", said: false, atOnce: true, since: at("10:00"), cover: null, bareSince: null },
  ]);
  await does(cast.lin, "absence.tell", { ...morningShift, why: "work", reason: "去关阀门" });
  expect((await absences()).leaves).toEqual([]);
});

test("who asks for somebody to cover is there until they accept, and then that one covers", async () => {
  await goOnTo("11:30");
  const returnBy = at("12:00");
  const cover = { ...atGate, person: liu };
  await does(cast.lin, "absence.ask", { ...morningShift, why: "meal", returnBy, cover });
  const asked = { why: "meal", reason: null, since: at("11:30"), returnBy, dueAt: returnBy, cover, said: true };
  expect((await absences()).leaves).toMatchObject([{ ...asked, phase: "asked", atOnce: false, bareSince: null }]);
  expect((await lobby())?.on).toMatchObject([{ away: false }]);

  await goOnTo("11:34");
  await does(liu, "absence.accept", { ...morningShift, person: cast.lin, own: atGate });
  const gone = { ...asked, phase: "away", since: at("11:34"), bareSince: null };
  expect((await absences()).leaves).toMatchObject([gone]);
  expect(await owed("absence.return")).toMatchObject({ opensAt: at("11:34"), dueAt: returnBy });
});

test("whoever has a second one at the post goes when they have told them, and it stands there who has heard", async () => {
  await goOnTo("13:00");
  await does(cast.lin, "absence.come-back", morningShift);
  await does(liu, "absence.ask", { ...atGate, why: "meal", returnBy: at("13:30") });
  const gone = { ...atGate, person: liu, phase: "away", cover: null, bareSince: null, told: [zhao] };
  expect((await absences()).leaves).toMatchObject([{ ...gone, heard: [] }]);
  await does(zhao, "absence.hear", { ...atGate, person: liu });
  expect((await absences()).leaves).toMatchObject([{ ...gone, heard: [zhao] }]);
});
