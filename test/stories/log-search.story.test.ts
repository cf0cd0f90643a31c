import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { foundOrganisation } from "#server/account/account.ts";
import { rebuild } from "#server/journal/rebuild-sites.ts";
import type { FoundAnswer } from "#server/log/found-answer.ts";
import { openPool } from "#server/postgres/pool.ts";
import { towerOffice } from "#server/simulation/tower.ts";
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
import { establishOther, otherSite } from "#test/other-building.ts";

/*
 * Lines of all books are found by what stands in them, by whom they are, where and when; and by nobody who may not read their page. Each line is written
 * through the door, and the search is that of the interface.
 */

let database: FreshDatabase;
let story: DeskStory;
let owner: Sql;
let lobby: Browser;
let both: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  story = await tellDeskStory(database);
  const { accounts } = story.services;
  const sites = [storySite, otherSite];
  await foundOrganisation(accounts, {
    ...{ org: story.org, name: "示范物业", headOffice: towerOffice, sites, demonstration: false },
  });
  await establishOther(story, cast.admin);
  await accounts`update account set sites = ${accounts.array(sites)} where org = ${story.org} and person = ${cast.admin}`;
  lobby = await story.deskOf("lin");
  both = await story.deskOf("admin");
  await comes(lobby, storySite);
  await comes(both, otherSite);
  for (const text of [plate, "周建国送来电梯年检报告", broken, formula]) {
    story.pass(1);
    await writes(lobby, storySite, text);
  }
  story.pass(1);
  await writes(both, otherSite, "商场东门电梯停用");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const plate = "访客车辆沪A·12345停在东门";
const broken = "电梯故障，已停梯待修";
const formula = '=HYPERLINK("http://x.invalid","消防")';

async function comes(desk: Browser, site: string): Promise<void> {
  const answer = await desk.post("/api/commands/attendance.sign-on", { ...ordered(morningShift), site });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function writes(desk: Browser, site: string, text: string, more: Record<string, unknown> = {}): Promise<string> {
  await takesOver(desk, desk === both ? cast.admin : cast.lin);
  const sent = { ...ordered({ ...morningShift, text, category: "routine" }, more), site };
  const answer = await desk.post("/api/commands/log.write-line", sent);
  expect(answer.statusCode, answer.body).toBe(200);
  return sent.id;
}

async function finds(desk: Browser, asked: Readonly<Record<string, string | number>>): Promise<FoundAnswer> {
  const query = new URLSearchParams(
    Object.entries(asked).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const answer = await desk.get(`/api/log/find?${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json() as FoundAnswer;
}

const textsOf = ({ lines }: FoundAnswer) => lines.map(({ texts }) => texts.map(({ text }) => text).join(" → "));
const found = async (q: string, more: Readonly<Record<string, string | number>> = {}, desk = lobby) =>
  textsOf(await finds(desk, { q, ...more }));

test.each([
  ["two characters", "电梯", [broken, "周建国送来电梯年检报告"]],
  ["one character", "梯", [broken, "周建国送来电梯年检报告"]],
  ["two words, wherever they stand", "停梯 故障", [broken]],
  ["initials of a name", "zjg", ["周建国送来电梯年检报告"]],
  ["initials in capitals, full width", "ＤＴＧＺ", [broken]],
  ["a plate", "沪A12345", [plate]],
  ["a plate as it was written", "沪A·12345", [plate]],
  ["a part of a plate", "345", [plate]],
  ["the name of who wrote", "李伟 东门", [plate]],
  ["a family name alone is no name of an author", "李", []],
  ["two characters that stand apart", "电停", []],
  ["two characters on both sides of a comma", "障已", []],
  ["signs that are no words", "，。", []],
  ["what is not there", "锅炉", []],
])("%s: %s", async (_, q, texts) => expect(await found(q)).toEqual(texts));

test("the words are marked where they stand, initials too", async () => {
  const [line] = (await finds(lobby, { q: "zjg 年检" })).lines;
  const [told] = line?.texts ?? [];
  expect(told?.marks.map(({ from, until }) => told.text?.slice(from, until))).toEqual(["周建国", "年检"]);
});

test("a line comes with the names of its site, post, shift and category, and with who wrote it", async () => {
  const answer = await finds(lobby, { q: "故障" });
  const [line] = answer.lines;
  expect(line).toMatchObject({
    site: storySite,
    post: "lobby",
    date: morningShift.date,
    shift: "day",
    author: cast.lin,
  });
  expect([line?.postName, line?.shiftName, line?.category?.zh]).toEqual(["大堂岗", "早班", "日常"]);
  expect(line).toMatchObject({ page: `lobby/${morningShift.date}/day`, siteName: "示范大厦", zone: "Asia/Shanghai" });
  expect(line).toMatchObject({ authorFound: false, duringHandover: false, photos: 0 });
  expect([line?.category?.en, line?.texts[0]?.by]).toEqual(["Routine", cast.lin]);
  expect((await finds(lobby, { q: "李伟 故障" })).lines.map(({ authorFound }) => authorFound)).toEqual([true]);
  expect(answer.people[cast.lin]).toBe("李伟");
});

test("who works at one site finds nothing of another, also by its name; who works at both finds both, the latest first", async () => {
  expect(await found("东门")).toEqual([plate]);
  expect(await found("商场")).toEqual([]);
  expect(await found("东门", {}, both)).toEqual(["商场东门电梯停用", plate]);
  expect(await found("东门", { site: otherSite }, both)).toEqual(["商场东门电梯停用"]);
  const other = await lobby.get(`/api/log/find?site=${otherSite}&q=${encodeURIComponent("东门")}`);
  expect([other.statusCode, other.json().code]).toEqual([404, "site.unknown"]);
});

test("the function that looks past row-level security answers for the organisation and the sites of its transaction alone", async () => {
  const app = openPool(database.connectionOptions(), "zb_app", { max: 1 });
  onTestFinished(() => app.end());
  const asked = JSON.stringify([storySite, otherSite].map((site) => ({ site, words: [], others: null })));
  const search = (org: string, sites: string) =>
    app.begin(async (sql) => {
      await sql`select set_config('zb.org', ${org}, true), set_config('zb.sites', ${sites}, true)`;
      return await sql<{ site: string }[]>`
        select distinct site from log_search(${story.org}, ${asked}, '{}', null, null, null, null, null, null, null, null, 100)`;
    });
  expect(await search(story.org, `{${storySite}}`)).toEqual([{ site: storySite }]);
  expect(await search(story.org, "{}")).toEqual([]);
  await expect(search("another", `{${storySite}}`)).rejects.toThrow("a search of");
  await expect(search("", `{${storySite}}`)).rejects.toThrow("a search of");
});

test("a list goes on where it stopped while lines come in, none left out and none twice", async () => {
  const all = await found("");
  const first = await finds(lobby, { most: 2 });
  story.pass(1);
  await writes(lobby, storySite, "后来的一条");
  const second = await finds(lobby, { most: 2, after: first.next ?? "" });
  expect([...textsOf(first), ...textsOf(second)]).toEqual(all.slice(0, 4));
  expect(second.next).toBeNull();
  expect((await found(""))[0]).toBe("后来的一条");
  const wrong = await lobby.get("/api/log/find?after=e30");
  expect([wrong.statusCode, wrong.json().field]).toEqual([422, "after"]);
});

test("of one day, one post, one author", async () => {
  const { date } = morningShift;
  expect(await found("故障", { from: date, until: date })).toEqual([broken]);
  expect(await found("故障", { from: "2026-11-22" })).toEqual([]);
  expect(await found("故障", { until: "2026-11-20" })).toEqual([]);
  expect(await found("故障", { post: "east-gate" })).toEqual([]);
  expect(await found("故障", { author: cast.wang })).toEqual([]);
  expect(await found("故障", { author: cast.lin, post: "lobby" })).toEqual([broken]);
});

test("a corrected line is found by either text and shown with both", async () => {
  const line = await writes(lobby, storySite, "三号泵压力偏低");
  const writtenAt = story.now();
  await both.post("/api/session/touch", {});
  story.pass(1);
  for (const desk of [lobby, both]) await desk.post("/api/session/touch", {});
  const sent = ordered({ ...morningShift, line, text: "五号泵压力偏低" });
  expect((await lobby.post("/api/commands/log.correct-line", sent)).statusCode).toBe(200);
  const shown = ["三号泵压力偏低 → 五号泵压力偏低"];
  for (const q of ["三号泵", "五号泵", "泵压"]) expect(await found(q)).toEqual(shown);
  const [told] = (await finds(lobby, { q: "三号泵" })).lines;
  expect(told?.texts.map(({ at }) => at)).toEqual([writtenAt, story.now()]);
  expect(await found("三号泵 五号泵")).toEqual([]);
});

test("what the device wrote long before it came is told with both times", async () => {
  const deviceTime = story.now() - 30 * minute;
  await writes(lobby, storySite, "地下室无信号时写下", { deviceTime });
  const [line] = (await finds(lobby, { q: "无信号" })).lines;
  expect([line?.at, line?.deviceAt]).toEqual([story.now(), deviceTime]);
});

test("an erased text is found by no word, and its line still stands with its place", async () => {
  await writes(lobby, storySite, "访客王秀英来电");
  expect(await found("王秀英")).toEqual(["访客王秀英来电"]);
  const [row] = await owner<{ id: string }[]>`
    select id from log_line where org = ${story.org} order by at desc, told_at desc, line desc limit 1`;
  const commitments = await owner<{ id: string }[]>`select id from log_line where org = ${story.org} and nth = 0`;
  const shown = await story.services.texts(
    { org: story.org, sites: [storySite] },
    commitments.map(({ id }) => id),
  );
  const erased = [...shown].find(([, each]) => each.state === "text" && each.text === "访客王秀英来电")?.[0] ?? row?.id;
  const order = ordered({ erases: [erased], reason: "访客要求删除" }, { pin: storyPin });
  const answer = await both.post("/api/commands/redaction.order", { ...order, site: storySite });
  expect(answer.statusCode, answer.body).toBe(200);
  expect(await found("王秀英")).toEqual([]);
  expect((await found("", { most: 200 })).filter((text) => text === "")).toHaveLength(1);
});

test("the table of lines comes out of the journal as it stood", async () => {
  const pool = openPool(database.connectionOptions(), "zb_owner", { max: 2 });
  onTestFinished(() => pool.end());
  const lines: [boolean, boolean][] = [];
  for await (const { tables } of rebuild(story.runtime, pool))
    for (const { table, rows, alike } of tables) if (table === "log_line") lines.push([rows > 0, alike]);
  expect(lines).toEqual([
    [false, true],
    [true, true],
    [true, true],
  ]);
});

test("a question may have a hundred characters", async () => {
  const asks = async (length: number) => (await lobby.get(`/api/log/find?q=${"a".repeat(length)}`)).statusCode;
  expect([await asks(100), await asks(101)]).toEqual([200, 422]);
});

test("a locked desk finds nothing", async () => {
  await takesOver(lobby, cast.lin);
  expect((await lobby.post("/api/session/lock")).statusCode).toBeLessThan(300);
  expect((await lobby.get("/api/log/find")).statusCode).toBe(423);
});

test("what a shift writes after midnight is of the date on which it began", async () => {
  const evening = { ...morningShift, shift: "evening" };
  story.pass(8 * 60);
  const gate = await story.deskOf("wang");
  expect((await gate.post("/api/commands/attendance.sign-on", ordered(evening))).statusCode).toBe(200);
  story.pass(9 * 60);
  await takesOver(gate, cast.wang);
  const sent = ordered({ ...evening, text: "零点后仍未接班", category: "routine" });
  const answer = await gate.post("/api/commands/log.write-line", sent);
  expect(answer.statusCode, answer.body).toBe(200);
  const { date } = morningShift;
  expect(new Date(story.now()).toISOString()).toMatch(/^2026-11-21T1[67]/);
  expect(await found("零点", { from: date, until: date }, gate)).toEqual(["零点后仍未接班"]);
  expect(await found("零点", { from: "2026-11-22" }, gate)).toEqual([]);
});
