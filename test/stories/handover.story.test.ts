import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { instantOf, plusMinutes } from "#duty/grammar/time.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import type { MattersAnswer } from "#server/matter/matter-answer.ts";
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

/* A day at the lobby, told over HTTP: Li Wei has the morning, Zhang Lei the evening. */

let database: FreshDatabase;
let story: DeskStory;
let lobby: Browser;

const evening = { ...morningShift, shift: "evening" };
const at = (time: string) => instantOf(`2026-11-21T${time}:00+08:00`);
const shiftOf = ({ post, date, shift }: typeof morningShift) =>
  `site=${storySite}&post=${post}&date=${date}&shift=${shift}`;

beforeAll(async () => {
  database = await freshDatabase();
  const regulations = ["zhiban-house", "guard-post-handover"];
  story = await tellDeskStory(database, { regulations });
  await later(0);
});

/** Lets time pass; a desk that stood idle is locked, so everybody signs in anew. */
async function later(minutes: number) {
  story.pass(minutes);
  lobby = await story.deskOf("lin", "wang", "chief");
}

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Does something at the lobby's desk that must succeed; answers the id of the command. */
async function does(
  who: keyof typeof cast,
  act: string,
  body: object,
  more: Record<string, unknown> = {},
): Promise<string> {
  const id = randomUUID();
  const sent = { ...ordered(body, more), id };
  await takesOver(lobby, cast[who]);
  const answer = await lobby.post(`/api/commands/${act}`, sent, { "zb-as": cast[who] });
  expect(answer.json(), `${who} ${act}`).toMatchObject({ replayed: false });
  return id;
}

async function refused(who: keyof typeof cast, act: string, body: object, more: Record<string, unknown> = {}) {
  await takesOver(lobby, cast[who]);
  const answer = await lobby.post(`/api/commands/${act}`, ordered(body, more), { "zb-as": cast[who] });
  return answer.json() as { code: string; rules: string[] };
}

const handover = async () => (await lobby.get(`/api/handover?${shiftOf(morningShift)}`)).json() as HandoverAnswer;
async function faultsOfferedTo(who: keyof typeof cast) {
  await takesOver(lobby, cast[who]);
  const answer = await lobby.get(`/api/handover?${shiftOf(morningShift)}`, { "zb-as": cast[who] });
  return (answer.json() as HandoverAnswer).faultsToAnswer;
}
const page = async (of = morningShift) => (await lobby.get(`/api/log?${shiftOf(of)}`)).json() as PageAnswer;
const radioMissing = { item: "radio", missing: 1, damaged: 0 };
const matters = async () => (await lobby.get(`/api/matter?site=${storySite}&post=lobby`)).json() as MattersAnswer;

async function confirmAll(who: keyof typeof cast) {
  const { posts } = (await lobby.get(`/api/site?site=${storySite}`)).json();
  const { binds } = posts.find((each: { key: string }) => each.key === "lobby");
  for (const { regulation, hash } of binds) await does(who, "notice.confirm", { regulation, hash });
}

test("the morning: sign on, write, and something stays open", async () => {
  await confirmAll("lin");
  await later(20);
  await does("lin", "attendance.sign-on", morningShift);
  const line = await does("lin", "log.write-line", { ...morningShift, text: "访客登记系统慢", category: "equipment" });
  const dueAt = plusMinutes(story.now(), 10 * 60);
  const from = { page: "lobby/2026-11-21/day", line };
  await does("lin", "matter.open", { post: "lobby", class: "ordinary", text: "催工程部修系统", dueAt, ...from });

  const shown = await page();
  expect(shown.facts).toEqual({ onDuty: true, duringHandover: false });
  expect(shown.state).toMatchObject({ phase: "open", lines: [{ id: line, by: cast.lin, category: "equipment" }] });
  expect(Object.values(shown.texts)).toEqual(["访客登记系统慢"]);
  expect((await matters()).matters).toMatchObject([
    { text: "催工程部修系统", class: "ordinary", holder: cast.lin, passes: 0, line, dueAt },
  ]);
});

test("the hand-over: prepared, counted, talked over, taken, signed by both", async () => {
  await confirmAll("wang");
  await later(7 * 60 + 55);
  expect(await refused("lin", "attendance.sign-off", morningShift)).toMatchObject({ rules: ["GPH-09"] });
  await does("wang", "attendance.sign-on", evening);
  const [matter] = (await matters()).matters;
  const taken = { ...morningShift, matter: matter?.id };
  const reasons = [{ matter: matter?.id, reason: "工程部明日上午到" }];
  await does("lin", "handover.prepare", { ...morningShift, summary: "一切正常", relief: cast.wang, reasons });
  expect((await page()).state).toMatchObject({ phase: "cut", next: "lobby/2026-11-21/evening" });

  const items = (await handover()).facts.kit.map(({ item, expected }) => {
    return { item, found: expected, damaged: 0, missing: 0 };
  });
  const counts = items.map((each) =>
    each.item === "radio" ? { ...each, found: 1, missing: 1, explanation: "一台送修" } : each,
  );
  await does("wang", "handover.count", { ...morningShift, counts });
  for (const who of ["lin", "wang"] as const) {
    await does(who, "handover.confirm-problem", { ...morningShift, problem: "kit-radio" });
  }
  const { head: seen } = await handover();
  expect(await refused("wang", "handover.sign", { ...morningShift, forms: [] }, { seen, pin: storyPin })).toMatchObject(
    {
      code: "handover.matter-not-taken",
    },
  );
  await does("wang", "handover.take-matter", taken);
  expect(await refused("wang", "handover.sign", { ...morningShift, forms: [] }, { seen, pin: storyPin })).toMatchObject(
    {
      code: "handover.changed-since",
    },
  );
  for (const who of ["lin", "wang"] as const) {
    await does(who, "handover.sign", { ...morningShift, forms: [] }, { seen: (await handover()).head, pin: storyPin });
  }
});

/** What lists and sheets tell of moments, of who did it, and of what may be done, when the shift was handed over at 15:45. */
async function tellsWhen() {
  const [startsAt, endsAt] = [at("08:00"), at("16:00")];
  const stream = { site: storySite, id: "lobby/2026-11-21/day" };
  const handedOver = await handover();
  expect(handedOver).toMatchObject({
    ...{ stream: { ...stream, noun: "handover" }, head: { version: 10 } },
    rule: { summary: { required: true, cites: ["GPH-03"] }, punctual: { graceMinutes: 10 } },
    matters: [{ released: false }, { released: false }],
  });
  const { handovers } = (await lobby.get(`/api/handover/list?site=${storySite}&post=lobby`)).json();
  expect(handovers).toMatchObject([
    {
      shift: "evening",
      phase: "open",
      ...{ startsAt: endsAt, preparedAt: null, completedAt: null, lateMinutes: null },
    },
    {
      ...{ shift: "day", phase: "completed", startsAt, endsAt, preparedAt: at("15:45"), completedAt: at("15:45") },
      ...{ lateMinutes: 0, problems: 1, outgoing: cast.lin, incoming: cast.wang },
    },
  ]);
  const lists = async () => (await lobby.get(`/api/log/list?site=${storySite}&post=lobby`)).json().pages;
  expect(await page()).toMatchObject({ stream: { ...stream, noun: "log" }, rule: { onDuty: { required: true } } });
  const closed = { startsAt, endsAt, closedAt: at("15:45"), handover: stream.id, corrections: 0 };
  expect(await lists()).toMatchObject([
    { startsAt: endsAt, closedAt: null, handover: null },
    { ...closed, countersignedAt: null, countersignedBy: null },
  ]);
  await does("chief", "log.countersign", morningShift, { pin: storyPin });
  expect((await lists())[1]).toMatchObject({ ...closed, countersignedAt: at("15:45"), countersignedBy: cast.chief });
  expect(await matters()).toMatchObject({
    matters: [
      { openedAt: at("07:50"), openedBy: cast.lin, page: stream.id, released: false, notes: [], kit: null },
      { openedAt: at("15:45"), openedBy: null, page: null, text: null, kit: { ...radioMissing, since: stream.id } },
    ],
    rule: { release: { by: ["squad-leader", "department-supervisor", "department-manager"] } },
  });
}

test("afterwards the page is closed, the matter has passed by name, and lists tell of it", async () => {
  const shown = await handover();
  expect(shown.state).toMatchObject({ phase: "completed", outgoing: cast.lin, incoming: cast.wang });
  expect(Object.values(shown.texts)).toEqual(expect.arrayContaining(["一切正常", "一台送修", "工程部明日上午到"]));
  const told = [
    { text: "催工程部修系统", holder: cast.wang },
    { holder: cast.wang, kit: radioMissing },
  ];
  expect(shown.matters.toSorted((one, other) => one.dueAt - other.dueAt)).toMatchObject(told);
  expect((await matters()).matters).toMatchObject([
    { openedBy: cast.lin, holder: cast.wang, passes: 1 },
    { openedBy: null, holder: cast.wang, passes: 0 },
  ]);
  const { pages } = (await lobby.get(`/api/log/list?site=${storySite}&post=lobby`)).json();
  expect(pages).toMatchObject([
    { id: "lobby/2026-11-21/evening", phase: "open", lines: 0 },
    { id: "lobby/2026-11-21/day", phase: "closed", lines: 1, next: "lobby/2026-11-21/evening" },
  ]);
  const { handovers } = (await lobby.get(`/api/handover/list?site=${storySite}&most=1`)).json();
  expect(handovers).toHaveLength(1);
  await tellsWhen();
  await does("lin", "attendance.sign-off", morningShift);
});

test("a fault found afterwards calls the squad leader, who answers for it", async () => {
  await later(60);
  const fault = await does("wang", "handover.report-fault", { ...morningShift, text: "消防通道被堵" });
  const other = await does("wang", "handover.report-fault", { ...morningShift, text: "应急灯不亮" });
  const { handovers } = (await lobby.get(`/api/handover/list?site=${storySite}&post=lobby`)).json();
  expect(handovers.find((each: { shift: string }) => each.shift === "day")).toMatchObject({
    ...{ problems: 1, faults: 2, faultsOpen: 2 },
  });
  expect(await faultsOfferedTo("wang"), "whoever found them has the post").toEqual([]);
  expect(await faultsOfferedTo("lin"), "whose shift it was").toEqual([]);
  expect(await faultsOfferedTo("chief")).toEqual([fault, other]);
  await does("chief", "handover.acknowledge-fault", { ...morningShift, fault });
  expect((await handover()).state).toMatchObject({
    faults: [{ key: fault, acknowledged: { by: cast.chief } }, { key: other }],
  });
  await does("chief", "handover.acknowledge-fault", { ...morningShift, fault: other });
});

test("a settled matter leaves the list of what is open and stands in that of what was settled", async () => {
  const [matter, radio] = (await matters()).matters;
  const id = matter?.id.split("/")[1];
  expect([matter?.maySettle, radio?.maySettle], "as whoever leads").toEqual([true, true]);
  await does("wang", "matter.settle", { post: "lobby", matter: id, outcome: "系统已恢复" });
  const left = (await matters()).matters;
  expect(left.map((each) => each.id)).toEqual([radio?.id]);
  expect(left[0]?.maySettle, "kit is not for whoever has the post to give up").toBe(false);
  const settled = await lobby.get(`/api/matter?site=${storySite}&post=lobby&settledBefore=${story.now() + 1}`);
  expect((settled.json() as MattersAnswer).matters).toMatchObject([
    { settledAt: story.now(), notes: [{ what: "settled", text: "系统已恢复", by: cast.wang, at: story.now() }] },
  ]);
});

test("what happened is told in words, in both languages, each sentence with the hash of its entry", async () => {
  const sentencesOf = async (noun: string, id: string) => {
    const { entries } = (await lobby.get(`/api/history?site=${storySite}&noun=${noun}&id=${id}`)).json();
    return (entries as { zh: string; en: string; hash: string }[]).map(({ zh }) => zh);
  };
  expect(await sentencesOf("handover", "lobby/2026-11-21/day")).toEqual([
    "系统启用本班交接",
    "李伟写好交班：一切正常（接班人：张磊；未办结事项1项）",
    "张磊清点公物：对讲机缺1：一台送修",
    "张磊提出问题：对讲机与应有数不符或有损坏",
    "李伟作为交班人确认问题已当面说清",
    "张磊作为接班人确认问题已当面说清",
    "张磊接收一项跟进事项",
    "李伟以交班人身份签名",
    "张磊以接班人身份签名",
    "张磊完成交接，岗位由张磊接手，移交事项1项",
    "张磊发现上一班遗留问题：消防通道被堵",
    "受理交班后发现的问题：即时呼叫班长",
    "张磊发现上一班遗留问题：应急灯不亮",
    "受理交班后发现的问题：即时呼叫班长",
    "孙涛受理交班后发现的问题",
    "孙涛受理交班后发现的问题",
  ]);
  expect(await sentencesOf("log", "lobby/2026-11-21/day")).toEqual([
    "早班日志页启用",
    "【设备】访客登记系统慢（李伟）",
    "交班截止，以后的记录写在下一页",
    "交接完成，本页封存",
    "孙涛签阅",
  ]);
  const { entries } = (await lobby.get(`/api/history?site=${storySite}&noun=log&id=lobby/2026-11-21/day`)).json();
  expect(entries[1]).toMatchObject({
    ...{ version: 2, type: "log.line-written", at: at("07:50"), deviceTime: null, by: cast.lin },
    en: "[Equipment] 访客登记系统慢 (李伟)",
  });
  expect(await sentencesOf("attendance", `lobby/2026-11-21/day/${cast.lin}`)).toEqual([
    "李伟上岗",
    "岗位有人接，可下岗",
    "李伟下岗",
  ]);
});

test("of another organisation nothing is seen", async () => {
  const other = await tellDeskStory(database);
  const stranger = await other.deskOf("lin");
  const lists = ["/api/log/list", "/api/handover/list", "/api/matter"].map((path) => `${path}?site=${storySite}`);
  for (const path of lists) {
    const { now: _, ...shown } = (await stranger.get(path)).json();
    expect(Object.values(shown).filter(Array.isArray)).toEqual([[]]);
  }
  await other.close();
});
