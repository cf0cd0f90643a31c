import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOf, minute } from "#duty/grammar/time.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import type { OverviewAnswer, SiteHappening } from "#server/overview/overview-answer.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPin,
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";
import { turnClock } from "#test/turn-clock.ts";

/* A day at the tower as the squad leader sees it from above: Li Wei has the lobby, Zhang Lei is to relieve him, nobody comes to the east gate. */

let database: FreshDatabase;
let story: DeskStory;
let desk: Browser;

const evening = { ...morningShift, shift: "evening" };
const at = (time: string, date = "2026-11-21") => instantOf(`${date}T${time}:00+08:00`);

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house", "guard-post-handover"] });
  await timeIs("07:40");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** The clock does all that is due by then; a desk that stood idle is locked, so everybody signs in anew. */
async function timeIs(time: string, date?: string) {
  story.pass((at(time, date) - story.now()) / minute);
  await turnClock(database, story.runtime);
  desk = await story.deskOf("lin", "wang", "chief", "admin");
}

async function does(who: keyof typeof cast, act: string, body: object, more: Record<string, unknown> = {}) {
  await takesOver(desk, cast[who]);
  const answer = await desk.post(`/api/commands/${act}`, ordered(body, { pin: storyPin, ...more }), {
    "zb-as": cast[who],
  });
  expect(answer.json(), `${who} ${act}: ${answer.body}`).toMatchObject({ replayed: false });
}

async function confirmAll(who: keyof typeof cast) {
  const { posts } = (await desk.get(`/api/site?site=${storySite}`)).json();
  const { binds } = posts.find((each: { key: string }) => each.key === "lobby");
  for (const { regulation, hash } of binds) await does(who, "notice.confirm", { regulation, hash });
}

async function looks(who: keyof typeof cast = "chief") {
  await takesOver(desk, cast[who]);
  const answer = await desk.get(`/api/overview?site=${storySite}`, { "zb-as": cast[who] });
  expect(answer.statusCode, answer.body).toBe(200);
  const overview = answer.json() as OverviewAnswer;
  const post = (key: string) => overview.posts.find((each) => each.post === key);
  const toDo = (what: string) => overview.toDo.filter((each) => each.what === what);
  return { ...overview, post, toDoOf: toDo };
}

test("whoever holds no function is shown none of it", async () => {
  await takesOver(desk, cast.lin);
  for (const path of ["", "/days", "/happened", "/outcomes?day=2026-11-20"]) {
    const answer = await desk.get(`/api/overview${path}`, { "zb-as": cast.lin });
    expect([answer.statusCode, answer.json().code]).toEqual([403, "account.not-a-supervisor"]);
  }
  expect((await looks()).posts.map(({ post }) => post)).toEqual(["lobby", "east-gate", "squad"]);
});

test("a post where a shift runs and nobody is stands empty, and whoever was called for it is told first", async () => {
  await confirmAll("lin");
  const { post, toDo, mine, aheadUntil, ahead, ...seen } = await looks();
  expect(post("lobby")).toMatchObject({ status: "empty", on: [], handover: null, lastLineAt: null });
  expect(post("lobby")?.change).toMatchObject({ at: at("00:00"), shift: "night" });
  expect(post("lobby")?.change?.reliefs).toHaveLength(1);
  const [first] = toDo;
  expect(first).toMatchObject({
    kind: "call",
    what: "attendance.relief",
    ...{ acknowledgedBy: null, selfAnswered: false },
    waitsFor: null,
    text: null,
  });
  expect(toDo.map(({ what }) => what)).not.toContain("attendance.sign-on");
  expect(seen.toDoTotal).toBe(toDo.length);
  expect(aheadUntil).toBe(at("15:40"));
  // Nobody was found for the evening before, so the calling went on into the night.
  expect(ahead).toMatchObject([
    { lane: "change", what: "attendance.relief", at: at("08:00"), count: 3 },
    { lane: "others", what: "manning.publish", at: at("08:10"), count: 3 },
  ]);
  expect(mine).toBeNull();
});

test("who answers a call is named, and it is a call no more", async () => {
  const [call] = (await looks()).toDo;
  const { noun, id } = call?.stream ?? { noun: "", id: "" };
  await does("chief", "ledger.acknowledge", { stream: { noun, id }, key: call?.key });
  const again = (await looks()).toDo.find((each) => each.stream.id === id && each.key === call?.key);
  expect(again).toMatchObject({ kind: "overdue", acknowledgedBy: cast.chief, selfAnswered: false, person: null });
});

test("whoever came early for the next shift stands there; the post is asked for its matters, and its last line", async () => {
  await timeIs("07:50");
  await does("lin", "attendance.sign-on", morningShift);
  expect((await looks()).post("lobby")).toMatchObject({
    status: "manned",
    on: [{ person: cast.lin, since: at("07:50"), as: "in-charge", date: "2026-11-21", shift: "day" }],
  });
  await timeIs("08:10");
  await does("lin", "log.write-line", { ...morningShift, text: "巡视一圈，正常", category: "routine" });
  const matter = { post: "lobby", class: "ordinary", text: "三号电梯厅照明更换" };
  await does("lin", "matter.open", { ...matter, dueAt: at("09:00") });
  const { post, toDoOf } = await looks();
  expect(post("lobby")).toMatchObject({
    ...{ overdue: expect.any(Number), matters: 1, mattersOverdue: 0, lastLineAt: at("08:10") },
    change: { at: at("16:00"), date: "2026-11-21", shift: "evening", reliefs: [cast.wang] },
  });
  expect(post("east-gate")).toMatchObject({ status: "empty", change: { at: at("08:00"), shift: "day" } });
  expect(toDoOf("matter.settle")).toMatchObject([
    { kind: "soon", text: "三号电梯厅照明更换", post: "lobby", dueAt: at("09:00"), detail: { class: "ordinary" } },
  ]);
});

test("what is overdue is told, and once it is settled it stands among what was put right today", async () => {
  const before = (await looks()).post("lobby")?.overdue ?? 0;
  await timeIs("09:10");
  const { post, toDoOf } = await looks();
  expect(post("lobby")).toMatchObject({ matters: 1, mattersOverdue: 1, overdue: before + 1 });
  const [row] = toDoOf("matter.settle");
  expect(row).toMatchObject({ kind: "overdue", rules: ["ZB-08"] });
  const matter = row?.stream.id.split("/")[1];
  await does("lin", "matter.settle", { post: "lobby", matter, outcome: "已换灯管" });
  const { settled } = await looks();
  expect(settled[0]).toMatchObject({ what: "matter.settle", outcome: "late", metAt: at("09:10"), post: "lobby" });
});

test("whoever leaves for a while is away, and the post is empty until they are back", async () => {
  await does("lin", "absence.leave-at-once", morningShift);
  const away = (await looks()).post("lobby");
  expect(away).toMatchObject({ status: "empty", on: [{ person: cast.lin, as: "away" }] });
  await timeIs("09:20");
  const words = { why: "other", reason: "电梯困人，去协助", to: "三号梯", returnBy: at("09:40") };
  await does("lin", "absence.tell", { ...morningShift, ...words });
  await does("lin", "absence.come-back", morningShift);
  expect((await looks()).post("lobby")).toMatchObject({ status: "manned", on: [{ as: "in-charge" }] });
  expect(await happenings("leave")).toMatchObject([
    { at: at("09:10"), minutes: 10, person: cast.lin, post: "lobby", text: "电梯困人，去协助" },
  ]);
});

async function happenings(kind: SiteHappening["kind"]): Promise<SiteHappening[]> {
  const answer = await desk.get(`/api/overview/happened?site=${storySite}`, { "zb-as": cast.chief });
  const { happened } = answer.json() as { happened: SiteHappening[] };
  return happened.filter((each) => each.kind === kind);
}

const handover = async () => {
  const { post, date, shift } = morningShift;
  return (
    await desk.get(`/api/handover?site=${storySite}&post=${post}&date=${date}&shift=${shift}`)
  ).json() as HandoverAnswer;
};

test("a hand-over goes by four steps, and waits for one signature before it is done", async () => {
  await timeIs("15:50");
  await confirmAll("wang");
  await does("wang", "attendance.sign-on", evening);
  await does("lin", "handover.prepare", {
    ...morningShift,
    summary: "一切正常",
    nothingPending: true,
    relief: cast.wang,
  });
  const steps = async () => (await looks()).post("lobby")?.handover;
  expect((await looks()).post("lobby")?.status).toBe("handing-over");
  expect(await steps()).toMatchObject({ written: true, counted: false, given: false, taken: false, shift: "day" });
  const { kit } = (await handover()).facts;
  const counts = kit.map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
  await does("wang", "handover.count", { ...morningShift, counts });
  await does("wang", "handover.take-books", { ...morningShift, books: ["visitors"] });
  expect(await steps()).toMatchObject({ written: true, counted: true, given: false, taken: false });
  await does(
    "lin",
    "handover.sign",
    { ...morningShift, forms: ["work", "property"] },
    { seen: (await handover()).head },
  );
  expect(await steps()).toMatchObject({ given: true, taken: false, completedAt: null, lateMinutes: null });
  expect((await looks()).toDoOf("handover.complete")).toMatchObject([{ kind: "signature", waitsFor: "incoming" }]);
});

test("a hand-over that was completed late says by how much, and why", async () => {
  await timeIs("16:25");
  expect((await looks()).toDoOf("handover.complete")).toMatchObject([
    { kind: "call", waitsFor: "incoming", post: "lobby" },
  ]);
  const signing = { ...morningShift, forms: ["work", "property"], lateReason: "接班人在地库协助拖车" };
  await does("wang", "handover.sign", signing, { seen: (await handover()).head });
  expect((await looks()).post("lobby")).toMatchObject({
    status: "manned",
    handover: { completedAt: at("16:25"), lateMinutes: 25, written: true, counted: true, given: true, taken: true },
  });
  expect(await happenings("late-hand-over")).toMatchObject([
    {
      at: at("16:25"),
      minutes: 25,
      text: "接班人在地库协助拖车",
      stream: { noun: "handover", id: "lobby/2026-11-21/day" },
    },
  ]);
});

test("a violation is shown with its account and rules, an abandonment once, with the rule that it broke, and who never came", async () => {
  await does("lin", "attendance.sign-off", morningShift);
  const breach = { person: cast.lin, post: "lobby", date: "2026-11-21", shift: "day", rules: ["GPH-01"] };
  await does("chief", "violation.record", { ...breach, account: "上岗时未按规定着装" });
  expect(await happenings("violation")).toMatchObject([
    { person: cast.lin, post: "lobby", rules: ["GPH-01"], text: "上岗时未按规定着装", at: at("16:25"), minutes: null },
  ]);
  const left = { ...evening, person: cast.wang, leftAt: at("16:25"), account: "巡查时岗上无人，电话不接" };
  await does("chief", "attendance.record-abandonment", left);
  expect(await happenings("abandonment")).toMatchObject([
    { person: cast.wang, rules: ["GPH-10"], text: "巡查时岗上无人，电话不接", stream: { noun: "attendance" } },
  ]);
  expect((await happenings("violation")).map(({ person }) => person)).toEqual([cast.lin]);
  expect((await happenings("never-came")).map(({ post, person }) => [post, person !== null])).toContainEqual([
    "east-gate",
    true,
  ]);
});

test("what comes next for whoever looks is told by itself", async () => {
  await timeIs("09:00", "2026-11-22");
  expect((await looks()).mine).toMatchObject({
    what: "attendance.relief",
    post: "squad",
    detail: { person: cast.chief },
  });
});
