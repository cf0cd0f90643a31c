import { afterAll, beforeAll, expect, test } from "vitest";
import { hindersTurn } from "#duty/attendance/own-turn.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, {
    regulations: ["zhiban-house", "guard-post-handover", "squad-leader-handover"],
  });
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

test("a site tells its posts, the texts that bind them, and what its people are called", async () => {
  const browser = await story.deskOf("lin");
  const described = (await browser.get("/api/site")).json();
  expect(described).toMatchObject({ site: storySite, name: "示范大厦", zone: "Asia/Shanghai", today: "2026-11-21" });
  // Set up by seven entries: the site itself, three texts, three posts.
  expect(described).toMatchObject({ dayStartsAt: "00:00", demonstration: true, version: 7 });
  const functions = { "squad-leader": "squad-leader", "department-manager": "department-manager" };
  const lobby = described.posts.find((each: { key: string }) => each.key === "lobby");
  expect(lobby).toMatchObject({
    name: "大堂岗",
    department: "保安部",
    shifts: [
      { key: "night", name: "夜班", starts: "00:00", minutes: 480 },
      { key: "day", name: "早班", starts: "08:00", minutes: 480 },
      { key: "evening", name: "中班", starts: "16:00", minutes: 480 },
    ],
    books: [{ key: "visitors", name: "来访登记簿" }],
    kit: [{ key: "radio", name: "对讲机", expected: 2 }, { key: "torch" }, { key: "keys" }],
    binds: [{ regulation: "guard-post-handover", edition: "2026-01-01", as: "guard", functions }],
  });
  expect(lobby.binds[0].title.zh).not.toBe("");
  expect(described.people).toContainEqual({ person: cast.lin, name: "李伟", left: false });
});

test("the clause behind a rule can be read in both languages", async () => {
  const browser = await story.deskOf("lin");
  const text = (await browser.get("/api/regulations/guard-post-handover/rules")).json();
  expect(text).toMatchObject({ regulation: "guard-post-handover", edition: "2026-01-01" });
  const ids = text.rules.map((each: { id: string }) => each.id);
  expect(ids).toContain("GPH-09");
  for (const { zh, en } of text.rules) expect([zh, en]).not.toContain("");
  const punctual = text.rules.find((each: { id: string }) => each.id === "GPH-08");
  expect(punctual.open).toContainEqual({ name: "graceMinutes", values: [10] });
  const called = { name: "call", who: { zh: "班长", en: "squad leader" }, values: [15] };
  expect(punctual).toMatchObject({ strength: "enforce", open: [{ name: "graceMinutes" }, called] });
  const tracked = text.rules.find((each: { id: string }) => each.id === "GPH-10");
  expect(tracked).toMatchObject({ strength: "track", open: [] });
  expect((await browser.get("/api/regulations/no-such-text/rules")).statusCode).toBe(404);
});

test("who is due, who has come and how late is told post by post, and what is owed stands in the ledger", async () => {
  const browser = await story.deskOf("lin", "chief");
  const before = (await browser.get("/api/attendance?post=lobby")).json();
  expect(before.posts).toHaveLength(1);
  expect(before.posts[0]).toMatchObject({
    post: "lobby",
    shift: { date: "2026-11-21", shift: "night" },
    next: { date: "2026-11-21", shift: "day" },
    on: [],
  });
  const due = before.posts[0].due.find((each: { person: string }) => each.person === cast.lin);
  expect(due).toMatchObject({ leading: true, shift: "day", lateMinutes: 0 });
  expect(due.dueAt).toBeLessThanOrEqual(due.startsAt);

  story.pass(40);
  await browser.signIn(story.nameOf("lin"), "lantern-harbour-7");
  const late = (await browser.get("/api/attendance?post=lobby")).json().posts[0];
  expect(late.due.find((each: { person: string }) => each.person === cast.lin).lateMinutes).toBeGreaterThanOrEqual(10);

  const confirmed = async () => (await browser.get("/api/regulations/guard-post-handover/rules")).json().confirmed;
  expect(await confirmed()).toBe(false);
  await confirmAll(browser, cast.lin);
  expect(await confirmed()).toBe(true);
  const done = await browser.post("/api/commands/attendance.sign-on", ordered(morningShift), { "zb-as": cast.lin });
  expect(done.json()).toMatchObject({ replayed: false });
  const after = (await browser.get("/api/attendance?post=lobby")).json().posts[0];
  expect(after.on).toMatchObject([{ person: cast.lin, shift: "day", since: story.now(), briefed: false }]);
  expect(after.due.map((each: { person: string }) => each.person)).not.toContain(cast.lin);

  const own = `/api/attendance/turn?post=lobby&date=${morningShift.date}&shift=${morningShift.shift}`;
  const { now: asked, turn } = (await browser.get(own, { "zb-as": cast.lin })).json();
  expect(asked).toBe(story.now());
  // Alone at the lobby, not relieved: what the screen asks the rule with before it offers to sign off.
  expect(turn).toMatchObject({ state: { phase: "on" }, facts: { relieved: false, othersOn: 0, unconfirmed: [] } });
  expect(hindersTurn("sign-off", turn, asked)?.code).toBe("attendance.post-uncovered");

  const { now, lines } = (await browser.get("/api/ledger?post=lobby")).json();
  expect(now).toBe(story.now());
  const signOff = lines.find((each: { what: string }) => each.what === "attendance.sign-off");
  expect(signOff).toMatchObject({
    stream: { site: storySite, noun: "attendance", id: `lobby/2026-11-21/day/${cast.lin}` },
    post: "lobby",
    person: cast.lin,
    opensAt: Date.parse("2026-11-21T16:00:00+08:00"),
    dueAt: Date.parse("2026-11-21T16:30:00+08:00"),
    ...{ acknowledgedAt: null, selfAnswered: false },
  });
  expect((await browser.get("/api/ledger?post=east-gate")).json().lines).not.toContainEqual(signOff);
  expect((await browser.get("/api/attendance?post=no-such-post")).statusCode).toBe(404);
});

/** Texts that must have been read are confirmed as a person would: each refusal names the one to read. */
async function confirmAll(browser: Awaited<ReturnType<DeskStory["deskOf"]>>, person: string): Promise<void> {
  const { posts } = (await browser.get("/api/site")).json();
  for (const regulation of ["zhiban-house", "guard-post-handover"]) {
    const text = (await browser.get(`/api/regulations/${regulation}/rules`)).json();
    const body = { regulation, hash: text.hash };
    const answer = await browser.post("/api/commands/notice.confirm", ordered(body), { "zb-as": person });
    expect(answer.statusCode, answer.body).toBe(200);
  }
  expect(posts.length).toBeGreaterThan(0);
}

test("a site tells which shifts are owed on some sorts of days, and which days are no ordinary ones", async () => {
  const admin = await story.deskOf("admin");
  const shifts = [{ key: "day", name: "早班", starts: "08:00", minutes: 480 }];
  const carries = { manning: [{ shift: "day", days: ["working", "make-up"] }] };
  const post = { key: "reading-room", name: "阅览室", department: "保安部", shifts, kit: [], books: [], binds: [] };
  const holiday = { date: "2026-11-26", type: "holiday", name: "放假" };
  for (const [act, body] of [
    ["site.establish-post", { ...post, carries }],
    ["site.set-calendar", { year: 2026, days: [holiday] }],
  ] as const) {
    const done = await admin.post(`/api/commands/${act}`, ordered(body, { pin: storyPin }));
    expect(done.statusCode, done.body).toBe(200);
  }
  const { posts, specialDays } = (await admin.get("/api/site")).json();
  const limited = Object.fromEntries(posts.map((each: { key: string; limited: object[] }) => [each.key, each.limited]));
  expect([limited["reading-room"], limited.lobby]).toEqual([carries.manning, []]);
  expect(specialDays[holiday.date]).toEqual({ type: "holiday", name: "放假" });
});

test("where a rule of the house is stricter than what a post has set, a clause tells both", async () => {
  const admin = await story.deskOf("admin");
  const functions = { "squad-leader": "squad-leader", "department-manager": "department-manager" };
  const parameters = { "attendance.untilRelieved.callSquadLeader": 60 };
  const binds = [{ regulation: "guard-post-handover", as: "guard", functions, parameters }];
  const shifts = [{ key: "day", name: "早班", starts: "08:00", minutes: 480 }];
  const post = { key: "loading-bay", name: "卸货区", department: "保安部", shifts, kit: [], books: [], binds };
  const done = await admin.post("/api/commands/site.establish-post", ordered(post, { pin: storyPin }));
  expect(done.statusCode, done.body).toBe(200);
  const { rules } = (await admin.get("/api/regulations/guard-post-handover/rules")).json();
  const relieved = rules.find((each: { id: string }) => each.id === "GPH-09");
  expect(relieved.open[0].values).toContain(60);
  expect(relieved.open[0].stricter).toEqual([{ value: 15, rules: ["ZB-24"] }]);
  expect(relieved.open[1].stricter).toBeUndefined();
});
