import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import type { Sql } from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { dispatch } from "#server/outbox/dispatch.ts";
import { openPool } from "#server/postgres/pool.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { brokenWays, whileBroken } from "#test/broken-tables.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, tellDeskStory } from "#test/desk-story.ts";
import { type HeardLines, hearLines } from "#test/heard-lines.ts";
import { wordedActs } from "#test/worded-acts.ts";

/*
 * What people entrust to the product stands in no log, however it fails: their words, passwords, PINs, cookies, photos, and what is kept
 * of the secrets. Everything is asked while all is well, and again while one table after the other takes nothing.
 */

const words = "CANARY 东侧门锁坏";
const [password, nextPassword, wrongPassword] = ["lantern-harbour-7", "canary-harbour-8", "canary-harbour-9"];
const [pin, wrongPin] = ["640185", "913572"];
/** Starts as a picture does, so that what draws it anew looks into it. */
const brokenPhoto = Buffer.from(`\x89PNG\r\n\x1a\n${words}`, "latin1");

let database: FreshDatabase;
let owner: Sql;
let heard: HeardLines;
let story: DeskStory;
let desk: Browser;
let office: Browser;
/** Where somebody changes their own secrets, whatever happens to it: lines and photos are written at another. */
let own: Browser;
let kept: { person: string; password_hash: string; pin_hash: string }[];
let photos = 0;
let clock: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  await owner.unsafe(`create function spell_row() returns trigger language plpgsql as $$
    begin return (row_to_json(new)::text)::int; end $$`);
  heard = await hearLines(database);
  story = await tellDeskStory(database, { logger: heard.logger, log: heard.log });
  clock = openPool(database.connectionOptions(), "zb_clock", { max: 2 });
  desk = await story.deskOf("lin");
  office = await story.deskOf("admin");
  for (const who of ["lin", "admin", "wang"] as const) await did(desk.post("/api/pin-reset", secretsOf(who)));
  // Whoever has a new PIN is locked where they were, and comes in with it.
  for (const [at, who] of [
    [desk, "lin"],
    [office, "admin"],
  ] as const)
    await did(at.post("/api/session/unlock", { person: cast[who], pin }));
  await did(desk.post("/api/commands/attendance.sign-on", ordered(morningShift)));
  kept = await owner`select person, password_hash, pin_hash from account`;
});

beforeEach(asBefore);

afterAll(async () => {
  await clock.end({ timeout: 5 });
  await story.close();
  vi.restoreAllMocks();
  await database.drop();
});

const secretsOf = (who: "lin" | "admin" | "wang") => ({ name: story.nameOf(who), password, pin });

async function did(answer: Promise<LightMyRequestResponse>): Promise<void> {
  const { statusCode, body } = await answer;
  expect(statusCode, body).toBeLessThan(300);
}

const everyAct = () => wordedActs(words, { line: morningShift, dueAt: story.now() + 1 });

/** Commands one by one and in a batch, with the right PIN. */
async function commands(): Promise<LightMyRequestResponse[]> {
  const sent = everyAct().map(({ act, body }) => ({ act, ...ordered(body, { pin }) }));
  const join = { person: randomUUID(), name: words, staffNumber: randomUUID().slice(0, 8) };
  const newcomer = { act: "person.join", ...ordered(join, { site: towerOffice, pin }) };
  return [
    await desk.post("/api/commands", { commands: sent }),
    await office.post("/api/commands", { commands: [newcomer] }),
    // Once more by itself; no matter, of which one person may have so many open.
    ...(await Promise.all(
      sent.slice(-2, -1).map(({ act, ...rest }) => desk.post(`/api/commands/${act}`, { ...rest, id: randomUUID() })),
    )),
  ];
}

/** Secrets and photos, on every road that takes them. */
async function secrets(): Promise<LightMyRequestResponse[]> {
  const wang = { person: cast.wang };
  return [
    await story.browser().signIn(story.nameOf("wang"), password),
    await story.browser().post("/api/pin-reset", secretsOf("wang")),
    await own.post("/api/session/unlock", { ...wang, pin }),
    await own.post("/api/session/pin", { ...wang, password, pin }),
    await own.post("/api/session/password", { ...wang, current: password, next: nextPassword }),
    await own.post("/api/session/password", { ...wang, current: nextPassword, next: password }),
    await office.post(`/api/people/${cast.chief}/pin-reset`, { reason: words, pin }),
    await office.post(`/api/people/${cast.chief}/unlock`, { reason: words, pin }),
    await desk.upload("/api/photos", await anotherPhoto(), "image/jpeg"),
  ];
}

/** One that is not kept yet: of one that is, nothing is written. */
async function anotherPhoto(): Promise<Buffer> {
  photos += 1;
  return await sharp({ create: { width: 8 + photos, height: 8, channels: 3, background: "#c00" } })
    .withExif({ IFD0: { ImageDescription: words } })
    .jpeg()
    .toBuffer();
}

/** What is refused: wrong secrets, wrong shapes, what is no photo. */
async function refused(): Promise<LightMyRequestResponse[]> {
  const lin = { person: cast.lin };
  const line = { ...morningShift, text: words, category: words, photos: words };
  const wrong = { act: "handover.sign", ...ordered({ ...morningShift, words }, { pin: wrongPin }) };
  return [
    await story.browser().signIn(story.nameOf("lin"), wrongPassword),
    await story.browser().signIn(words, wrongPassword),
    await story.browser().post("/api/pin-reset", { ...secretsOf("lin"), password: wrongPassword }),
    await desk.post("/api/session/unlock", { ...lin, pin: wrongPin }),
    await desk.post("/api/session/pin", { ...lin, password, pin, words }),
    await desk.post("/api/commands/log.write-line", ordered(line, { pin: wrongPin, words })),
    await desk.post(`/api/commands/${encodeURIComponent(words)}`, ordered({ words }, { pin })),
    await desk.post("/api/commands", { commands: [words, wrong, { ...wrong, act: words }, { words, pin, password }] }),
    await office.post(`/api/people/${cast.wang}/pin-reset`, { reason: words, pin: wrongPin }),
    await desk.upload("/api/photos", Buffer.from(words), "image/png"),
    await desk.upload("/api/photos", brokenPhoto, "image/png"),
    await desk.upload("/api/photos", Buffer.from(`{"pin":"${pin}", "words":"${words}`), "application/json"),
    await desk.post("/api/pin-reset", words),
  ];
}

/** Tells whether a line holds what none may: what was sent, and the cookies. */
function tellTale(more: readonly string[] = []): (line: string) => boolean {
  const cookies = [desk, office, own].map(({ cookie }) => cookie.slice(cookie.indexOf("=") + 1));
  const secret = ["CANARY", "东侧门锁坏", password, nextPassword, wrongPassword, ...cookies, ...more];
  const spelled = secret.flatMap((text) => {
    const bytes = Buffer.from(text);
    return [text, encodeURIComponent(text), bytes.toString("hex"), bytes.toString("base64")];
  });
  // Six digits also stand in the numbers of requests and in times.
  const digits = new RegExp(`(?<![0-9a-f])(${pin}|${wrongPin})(?![0-9a-f])`);
  return (line) => digits.test(line) || spelled.some((each) => line.includes(each));
}

/** How every password and PIN that is kept begins. */
const keptSecrets = ["$argon2id$"];

/** Looks through everything that was said, and answers how many answers told of a fault of ours, and how many lines did. */
async function looked(answers: readonly LightMyRequestResponse[], during: string) {
  const { lines, server } = heard.since();
  const faults = answers.map(({ body }) => faultsIn(body)).filter((each) => each !== "");
  expect([...lines, ...faults].filter(tellTale(keptSecrets)), during).toEqual([]);
  const tells = tellTale();
  expect(
    server.split("\n").filter((line) => tells(line) && isNotPlanted(line)),
    during,
  ).toEqual([]);
  return { faults: faults.length, lines: lines.filter((line) => /"level":[456]0/.test(line)).length };
}

/** What the planted function spells, PostgreSQL writes down by itself; the product has no such function. */
const isNotPlanted = (line: string) => !line.includes("invalid input syntax for type integer");

/** What is answered with status 500, as a whole or as parts of a batch. */
function faultsIn(body: string): string {
  if (!body.includes("house.fault")) return "";
  const answer = JSON.parse(body) as { status: number; answers?: { status: number }[] };
  const broken = (answer.answers ?? [answer]).filter(({ status }) => status === 500);
  return JSON.stringify(broken);
}

/** Some of what changes secrets was carried out while a table was broken: each round begins with the secrets of the first, and with no tries. */
async function asBefore(): Promise<void> {
  await owner`delete from try_count`;
  for (const { person, ...secrets } of kept) await owner`update account set ${owner(secrets)} where person = ${person}`;
  own = await story.deskOf("wang");
}

async function everything(): Promise<LightMyRequestResponse[]> {
  return [...(await commands()), ...(await secrets())];
}

test("what is done and what is refused is told in no line", async () => {
  const [batch, ...rest] = await everything();
  expect(rest.filter(({ statusCode }) => statusCode < 300).length).toBeGreaterThan(10);
  const { answers } = batch?.json<{ answers: { status: number }[] }>() ?? { answers: [] };
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
  const not = await refused();
  expect(not.map(({ statusCode }) => statusCode).filter((status) => status < 400)).toEqual([200]);
  expect(await looked([...rest, ...not], "while all is well")).toEqual({ faults: 0, lines: 0 });
});

/** Tables that the product writes, each with its parts. */
async function writtenTables(): Promise<Map<string, string[]>> {
  const rows = await owner<{ whole: string; parts: string[] }[]>`
    select coalesce(p.relname, c.relname) as whole, array_agg(c.relname::text) as parts
    from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ('migration')
      and (pg_relation_size(c.oid) > 0 or p.oid is not null)
    group by 1 order by 1`;
  return new Map(rows.map(({ whole, parts }) => [whole, parts]));
}

test.each(Object.entries(brokenWays))(
  "where a table %s, commands and secrets fail inside, and no line tells of them",
  async (how, way) => {
    const tables = await writtenTables();
    const noticed: string[] = [];
    for (const [whole, parts] of tables) {
      const ways = parts.map(way);
      const broken = { plant: ways.map(({ plant }) => plant).join(";"), undo: ways.map(({ undo }) => undo).join(";") };
      await asBefore();
      const seen = await whileBroken(owner, broken, async () => looked(await everything(), `${whole} ${how}`));
      if (seen.faults > 0) noticed.push(whole);
      expect(seen.lines, whole).toBeGreaterThanOrEqual(seen.faults);
    }
    expect(noticed).toEqual(
      expect.arrayContaining(["account", "account_event", "command", "entry", "matter", "obligation", "page", "photo"]),
    );
    expect(noticed).toEqual(expect.arrayContaining(["try_count", "secret_text", "stream", "desk"]));
  },
  180_000,
);

test.each([
  ["a right is gone", "revoke insert on secret_text from zb_app", "grant insert on secret_text to zb_app"],
  ["a table is gone", "alter table account_event rename to gone", "alter table gone rename to account_event"],
  ["a function is gone", "alter function ledger_write rename to gone", "alter function gone rename to ledger_write"],
])("where %s, commands and secrets fail inside, and no line tells of them", async (during, plant, undo) => {
  const seen = await whileBroken(owner, { plant, undo }, async () => looked(await everything(), during));
  expect(seen.faults).toBeGreaterThan(0);
  expect(seen.lines).toBeGreaterThanOrEqual(seen.faults);
});

test("commands that waited too long are told in no line", async () => {
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`lock table secret_text`;
  const sent = everyAct().slice(-2);
  const answers: LightMyRequestResponse[] = [];
  const asking = desk
    .post("/api/commands", { commands: sent.map(({ act, body }) => ({ act, ...ordered(body, { pin }) })) })
    .then((answer) => answers.push(answer));
  await vi.waitUntil(async () => {
    // As PostgreSQL itself ends what waits longer than it may.
    await owner`
      select pg_cancel_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return answers.length > 0;
  }, 50_000);
  await asking;
  await holder`rollback`;
  holder.release();
  const { lines } = await looked(answers, "while a lock is held");
  expect(lines).toBeGreaterThan(0);
});

test("what the clock could not do is told without the words of those it is about", async () => {
  story.pass(24 * 60);
  const runtime = { ...story.runtime, pool: clock };
  await whileBroken(owner, brokenWays["spells its rows"]("obligation"), () => wakeDue(runtime, 50, heard.log));
  story.pass(24 * 60);
  while ((await wakeDue(runtime, 50, heard.log)) > 0);
  const channel = { name: "away", deliver: () => Promise.reject(new Error("nobody answers")) };
  expect(await dispatch(runtime, { channels: [channel] }, heard.log)).toBeGreaterThan(0);
  const { lines, server } = heard.since();
  expect([...lines, ...server.split("\n").filter(isNotPlanted)].filter(tellTale())).toEqual([]);
  expect(lines.filter((line) => line.startsWith("waking ")).length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.includes("nobody answers")).length).toBeGreaterThan(0);
});
