import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { type Instant, instantOf, minutesBetween } from "#duty/grammar/time.ts";
import type { AttendanceAnswer, GoneFromDuty } from "#server/attendance/attendance-answer.ts";
import { execute } from "#server/door/execute.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, storySite, tellDeskStory } from "#test/desk-story.ts";

/* Who has gone from a post, told at a desk: the true time, and where somebody else entered it, who and when. By day there are two at the gate. */

let database: FreshDatabase;
let story: DeskStory;

const liu = personNamed("刘洋");
const zhao = personNamed("赵鹏");
const ma = personNamed("马超");
const day = { ...morningShift, post: "east-gate" };
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house", "guard-post-handover"] });
  const desk = await story.deskOf("admin");
  const { posts } = (await desk.get("/api/site")).json();
  for (const { regulation, hash } of posts.flatMap((each: { binds: object[] }) => each.binds))
    for (const person of [liu, zhao, ma]) await does(person, "notice.confirm", { regulation, hash });
  const turn = (shift: string, person: string, leading: boolean) => ({ date: day.date, shift, person, leading });
  const assignments = [
    turn("night", personNamed("陈刚"), true),
    turn("day", liu, true),
    turn("day", zhao, false),
    turn("evening", ma, true),
  ];
  const seen = (await desk.get("/api/roster?post=east-gate&month=2026-11")).json().head;
  await does(cast.admin, "roster.publish", { post: "east-gate", month: "2026-11", assignments }, { seen });
  goOnTo("07:50");
  for (const person of [liu, zhao]) await does(person, "attendance.sign-on", day);
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

function goOnTo(time: string): void {
  story.pass(minutesBetween(story.now(), at(time)));
}

/** Who has gone from a post, as a desk is told that somebody signs in at now. */
async function goneFrom(post: string): Promise<readonly GoneFromDuty[] | undefined> {
  const desk = await story.deskOf("chief");
  const { posts } = (await desk.get("/api/attendance")).json() as AttendanceAnswer;
  return posts.find((each) => each.post === post)?.gone;
}

const corrects = { by: ["squad-leader", "department-supervisor", "department-manager"], cites: ["ZB-30"] };
const abandonment = { by: ["squad-leader", "department-manager"], cites: ["GPH-10"] };
const zhaoGone = {
  person: zhao,
  date: day.date,
  shift: "day",
  since: at("07:50"),
  how: "signed-off",
  corrects,
  abandonment,
};

test("of whoever is there it is told who else may say when they went or that they left, and that they offer no exchange", async () => {
  const desk = await story.deskOf("chief");
  const { posts } = (await desk.get("/api/attendance")).json() as AttendanceAnswer;
  const [first] = posts.find(({ post }) => post === "east-gate")?.on ?? [];
  expect(first?.recordSignOff?.by).toContain("squad-leader");
  expect(first?.abandonment).toEqual(abandonment);
  expect(first?.offer?.exchangeWith).toBeUndefined();
});

test("nobody has gone while all are there; whoever signs off says the time themselves", async () => {
  expect(await goneFrom("east-gate")).toEqual([]);
  goOnTo("15:58");
  await does(ma, "attendance.sign-on", { ...day, shift: "evening" });
  goOnTo("16:05");
  await does(zhao, "attendance.sign-off", day);
  expect(await goneFrom("east-gate")).toEqual([
    { ...zhaoGone, offAt: at("16:05"), toldAt: at("16:05"), entered: null },
  ]);
  expect(await goneFrom("lobby")).toEqual([]);
});

test("a correction tells the true time, when it was entered and by whom, and keeps when it was first told", async () => {
  goOnTo("16:20");
  await does(cast.chief, "attendance.record-sign-off", { ...day, person: zhao, at: at("16:01"), reason: "门禁记录。" });
  const entered = { at: at("16:20"), by: cast.chief, as: "corrected" };
  expect(await goneFrom("east-gate")).toEqual([{ ...zhaoGone, offAt: at("16:01"), toldAt: at("16:05"), entered }]);
  goOnTo("16:30");
  await does(cast.chief, "attendance.record-sign-off", { ...day, person: zhao, at: at("16:04"), reason: "看错了。" });
  expect(await goneFrom("east-gate")).toMatchObject([
    { offAt: at("16:04"), toldAt: at("16:05"), entered: { at: at("16:30"), by: cast.chief } },
  ]);
});

test("of whoever just left it is told who said so; they stand first who went last, until the next shift but one", async () => {
  goOnTo("16:40");
  const left = { ...day, person: liu, leftAt: at("16:35"), account: "巡查时岗上无人。" };
  await does(cast.chief, "attendance.record-abandonment", left);
  expect(await goneFrom("east-gate")).toMatchObject([
    { person: liu, how: "abandoned", offAt: at("16:35"), entered: { at: at("16:40"), by: cast.chief, as: "recorded" } },
    { person: zhao },
  ]);
  goOnTo("23:59");
  expect(await goneFrom("east-gate")).toHaveLength(2);
  story.pass(1);
  expect(await goneFrom("east-gate")).toEqual([]);
});
