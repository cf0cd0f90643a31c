import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { execute } from "#server/door/execute.ts";
import type { MonthAnswer } from "#server/roster/roster-answer.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, storySite, tellDeskStory } from "#test/desk-story.ts";

/* What a desk is told of the month of a post, and that it is published again only by whoever was told of the plan in force. */

let database: FreshDatabase;
let story: DeskStory;

const liu = personNamed("刘洋");
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const evening = { date: morningShift.date, shift: "evening" };

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house", "guard-post-handover"] });
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function month(desk: Browser, name = "2026-11", post = "lobby"): Promise<MonthAnswer> {
  return (await desk.get(`/api/roster?post=${post}&month=${name}`)).json() as MonthAnswer;
}

async function tries(person: string, act: string, body: object, seen?: MonthAnswer["head"]) {
  const context = { org: story.org, sites: [storySite] };
  const command = { id: randomUUID(), site: storySite, act, body, actor: { person }, proof: "pin" as const };
  return (await execute(story.runtime, context, seen ? { ...command, seen } : command)).answer;
}

test("the month tells its shifts, who stands in them, and whether whoever looks may change it", async () => {
  const guards = await month(await story.deskOf("lin"));
  expect(guards).toMatchObject({
    now: at("07:30"),
    facts: { mayPublish: false, mayCover: false },
    rule: { again: { seen: true, coversNamed: true } },
    state: { phase: "published", covers: [] },
  });
  expect(guards.shifts).toHaveLength(90);
  expect(guards.shifts[61]).toEqual({
    ...{ date: morningShift.date, shift: "day" },
    ...{ startsAt: at("08:00"), endsAt: at("16:00") },
  });
  expect(guards.state.assignments).toContainEqual({ ...evening, person: cast.wang, leading: true });
  expect((await month(await story.deskOf("chief"))).facts).toEqual({ mayPublish: true, mayCover: true });
});

test("a month that nobody published has its shifts and nobody in them; a post that is not there has none", async () => {
  const desk = await story.deskOf("chief");
  const january = await month(desk, "2027-01");
  expect([january.state.phase, january.state.assignments, january.shifts.length]).toEqual(["unpublished", [], 93]);
  expect(january.head).toEqual({ version: 0, hash: expect.any(String) });
  expect((await month(desk, "2026-11", "cellar")).shifts).toEqual([]);
});

test("each day with a shift is what the calendar of the site says of it, also where that is not what its weekday says", async () => {
  const sorts = async () => {
    const { days } = await month(await story.deskOf("lin"), "2026-12");
    return days.filter(({ date }) => ["2026-12-04", "2026-12-05", "2026-12-06"].includes(date));
  };
  expect(await sorts()).toEqual([
    { date: "2026-12-04", sort: "working", name: null },
    { date: "2026-12-05", sort: "weekend", name: null },
    { date: "2026-12-06", sort: "weekend", name: null },
  ]);
  const days = [
    { date: "2026-12-04", type: "holiday", name: "店庆" },
    { date: "2026-12-05", type: "make-up", name: "店庆" },
  ];
  expect((await tries(cast.admin, "site.set-calendar", { year: 2026, days })).refusal).toBeUndefined();
  expect(await sorts()).toEqual([
    { date: "2026-12-04", sort: "holiday", name: "店庆" },
    { date: "2026-12-05", sort: "make-up", name: "店庆" },
    { date: "2026-12-06", sort: "weekend", name: null },
  ]);
});

test("a cover stands in the month, and a plan that was seen before it is refused", async () => {
  const desk = await story.deskOf("chief");
  const before = await month(desk);
  const cover = { post: "lobby", ...evening, absent: cast.wang, cover: liu, reason: "发烧" };
  expect((await tries(cast.chief, "roster.arrange-cover", cover)).refusal).toBeUndefined();
  const after = await month(desk);
  expect(after.state.covers).toEqual([{ ...evening, cover: liu, insteadOf: [cast.wang] }]);
  expect(after.head.version).toBe(before.head.version + 1);
  expect(after.head.hash).not.toBe(before.head.hash);

  const old = { post: "lobby", month: "2026-11", assignments: before.state.assignments };
  expect((await tries(cast.chief, "roster.publish", old)).refusal?.code).toBe("roster.not-seen");
  expect((await tries(cast.chief, "roster.publish", old, before.head)).refusal?.code).toBe("roster.changed-since");
  expect((await tries(cast.chief, "roster.publish", old, after.head)).refusal?.code).toBe("roster.cover-undone");
  const named = { ...old, undoes: [{ ...evening, cover: liu }] };
  expect((await tries(cast.chief, "roster.publish", named, after.head)).refusal).toBeUndefined();
  expect((await month(desk)).state.covers).toEqual([]);
});
