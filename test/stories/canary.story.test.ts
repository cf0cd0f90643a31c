import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { execute } from "#server/door/execute.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";
import { feedHorizon } from "#test/feed-horizon.ts";
import { ListeningFeed } from "#test/listening-feed.ts";

/*
 * Two organisations in one database, with sites and people of the same names, so that only the organisation tells them apart; and a second
 * site of the first one, at which nobody of the story works. Whatever they write carries a word that no stranger may ever read.
 */

const canary = "CANARY";

let database: FreshDatabase;
let ours: DeskStory;
let theirs: DeskStory;
let ourDesk: Browser;
let theirDesk: Browser;
let theirDevice: string;
let theirPhoto: string;
let theirMatter: string;
let url: string;

beforeAll(async () => {
  database = await freshDatabase();
  ours = await tellDeskStory(database);
  theirs = await tellDeskStory(database);
  await establishMall();
  ourDesk = await ours.deskOf("lin");
  theirDesk = await theirs.deskOf("lin");
  url = await ours.app.listen({ port: 0, host: "127.0.0.1" });
  await writeCanaries();
});

afterAll(async () => {
  await ours.close();
  await theirs.close();
  await database.drop();
});

async function establishMall(): Promise<void> {
  const setUp = { site: "mall", actor: "setup", proof: "none" } as const;
  const context = { org: ours.org, sites: [towerOffice, "mall"] };
  const body = {
    name: `${canary} 商场`,
    headOffice: towerOffice,
    zone: "Asia/Shanghai",
    dayStartsAt: "00:00",
    demonstration: false,
  };
  await execute(ours.runtime, context, { ...setUp, id: "mall", act: "site.establish", body });
  const post = { key: "lobby", name: `${canary} 岗`, department: "保安部", shifts: [], kit: [], books: [], binds: [] };
  await execute(ours.runtime, context, { ...setUp, id: "mall-post", act: "site.establish-post", body: post });
}

/** The neighbours' day: somebody comes, writes, opens a matter, takes a photo, and enrols a device under a telling name. */
async function writeCanaries(): Promise<void> {
  await did(theirDesk.post("/api/commands/attendance.sign-on", ordered(morningShift)));
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#c00" } })
    .png()
    .toBuffer();
  const taken = await theirDesk.upload("/api/photos", picture, "image/png");
  theirPhoto = taken.json().photo;
  const line = { ...morningShift, text: `${canary} 大堂一切正常`, category: "routine", photos: [theirPhoto] };
  await did(theirDesk.post("/api/commands/log.write-line", ordered(line)));
  const dueAt = plusMinutes(theirs.now(), 60);
  const matter = ordered({ post: "lobby", class: "important", text: `${canary} 东侧门锁坏`, dueAt });
  theirMatter = matter.id;
  await did(theirDesk.post("/api/commands/matter.open", matter));
  theirDevice = randomUUID();
  await theirs.services.accounts`
    insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
    values (${theirs.org}, ${theirDevice}, ${storySite}, ${`${canary} 台机`}, '{}', ${cast.lin}, ${theirs.now()})`;
}

async function did(answer: Promise<LightMyRequestResponse>): Promise<void> {
  const { statusCode, body } = await answer;
  expect(statusCode, body).toBe(200);
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

/** Every reading route of the document with every guess that a neighbour could make. */
async function everyQuestion(): Promise<string[]> {
  const { paths } = (await ourDesk.get("/api/openapi.json")).json() as {
    paths: Record<string, Record<string, Operation>>;
  };
  const guesses: Readonly<Record<string, readonly string[]>> = {
    month: [morningShift.date.slice(0, 7)],
    day: [morningShift.date],
    "/api/regulations/{id}/rules": ["zhiban-house"],
    noun: ["log"],
    id: [`lobby/${morningShift.date}/day`],
    photo: [theirPhoto],
    device: [theirDevice],
    person: [cast.lin],
    site: [storySite, "mall", towerOffice],
    post: ["lobby"],
    date: [morningShift.date],
    shift: [morningShift.shift],
    matter: [theirMatter],
    settledBefore: [String(Date.UTC(2099, 11, 31))],
    before: [String(Date.UTC(2099, 11, 31))],
  };
  const guessed = (path: string, name: string) => {
    const found = guesses[path] ?? guesses[name];
    if (!found) throw new Error(`nobody asks ${path} with a foreign ${name}: guess one`);
    return found;
  };
  return Object.entries(paths).flatMap(([path, methods]) => {
    const { get } = methods;
    if (!get || path === "/api/feed") return [];
    const names = get.parameters ?? [];
    return combine(
      path,
      names.filter((each) => each.in === "path").map(({ name }) => [name, guessed(path, name)] as const),
    ).flatMap((filled) =>
      sitesAsked(names).map((bySite) => {
        const rest = names
          .filter((each) => each.in === "query" && each.name !== "site")
          .flatMap(({ name }) => (guesses[name] ? [`${name}=${guesses[name]?.[0]}`] : []));
        return `${filled}?${[bySite, ...rest].filter((each) => each !== "").join("&")}`;
      }),
    );
  });
}

function sitesAsked(names: Operation["parameters"] = []): string[] {
  const takesSite = names.some((each) => each.in === "query" && each.name === "site");
  return takesSite ? ["", `site=${storySite}`, "site=mall", `site=${towerOffice}`] : [""];
}

function combine(path: string, names: readonly (readonly [string, readonly string[]])[]): string[] {
  return names.reduce(
    (paths, [name, values]) => paths.flatMap((each) => values.map((value) => each.replace(`{${name}}`, value))),
    [path],
  );
}

test("the neighbours themselves read what they wrote, so the word is really there", async () => {
  const page = await theirDesk.get(`/api/log?post=lobby&date=${morningShift.date}&shift=day`);
  expect(page.body).toContain(canary);
  expect((await theirDesk.get(`/api/photos/${storySite}/${theirPhoto}`)).statusCode).toBe(200);
  expect((await theirDesk.get("/api/matter?post=lobby")).body).toContain(canary);
  expect((await theirDesk.get("/api/devices")).body).toContain(canary);
  const history = `/api/history?noun=log&id=lobby/${morningShift.date}/day`;
  expect((await theirDesk.get(history)).body).toContain(canary);
});

test("no reading route shows a word of another organisation or of another site", async () => {
  const questions = await everyQuestion();
  expect(questions.length).toBeGreaterThan(40);
  const answered: number[] = [];
  const understood = new Set<string>();
  for (const question of questions) {
    const { statusCode, body } = await ourDesk.get(question);
    expect(body, question).not.toContain(canary);
    expect(body, question).not.toContain(theirs.org);
    expect(statusCode, `${question} ${body}`).toBeLessThan(500);
    if (question.includes("mall")) expect(statusCode, question).toBe(404);
    answered.push(statusCode);
    if (statusCode !== 422) understood.add(question.split("?", 1)[0] ?? "");
  }
  expect(answered.filter((status) => status === 200).length).toBeGreaterThan(10);
  // A route that answers every guess with 422 was not asked at all.
  expect(questions.filter((question) => !understood.has(question.split("?", 1)[0] ?? ""))).toEqual([]);
  expect((await ourDesk.get(`/api/photos/${storySite}/${theirPhoto}`)).statusCode).toBe(404);
});

test("no act reaches another organisation's stream or another site", async () => {
  const before = await database.connect()`select count(*)::int as count from entry where org = ${theirs.org}`;
  await did(ourDesk.post("/api/commands/attendance.sign-on", ordered(morningShift)));
  const strange = { ...morningShift, text: "看一眼", category: "routine", photos: [theirPhoto] };
  const named = await ourDesk.post("/api/commands/log.write-line", ordered(strange));
  expect([named.statusCode, named.json().code]).toEqual([422, "photo.unknown"]);
  const settled = { post: "lobby", matter: theirMatter, outcome: "换锁" };
  const matter = await ourDesk.post("/api/commands/matter.settle", ordered(settled));
  expect(matter.statusCode).toBeGreaterThanOrEqual(400);
  const elsewhere = await ourDesk.post("/api/commands/attendance.sign-on", { ...ordered(morningShift), site: "mall" });
  expect([elsewhere.statusCode, elsewhere.json().code]).toEqual([404, "site.unknown"]);
  const chief = await ours.deskOf("chief");
  expect((await chief.post(`/api/devices/${theirDevice}/revoke`, { reason: "丢失" })).statusCode).toBe(404);
  const stranger = randomUUID();
  expect((await chief.post(`/api/people/${stranger}/unlock`, { reason: "忘记" })).statusCode).toBe(404);
  expect(await database.connect()`select count(*)::int as count from entry where org = ${theirs.org}`).toEqual(before);
});

test("the same command id in two organisations is two commands", async () => {
  const id = randomUUID();
  const note = { post: "lobby", class: "ordinary", text: "走廊灯不亮", dueAt: ours.now() + 7_200_000 };
  const one = await ourDesk.post("/api/commands/matter.open", { ...ordered(note), id });
  const other = await theirDesk.post("/api/commands/matter.open", { ...ordered(note), id });
  expect([one.json().replayed, other.json().replayed]).toEqual([false, false]);
});

test("the feed is silent about the neighbours", async () => {
  await feedHorizon(database.connect());
  await ours.feed.look();
  const feed = await ListeningFeed.open(`${url}/api/feed`, { cookie: ourDesk.cookie });
  const hello = await feed.next();
  expect(hello?.event).toBe("hello");
  const theirLine = { ...morningShift, text: `${canary} 访客一名`, category: "visitor" };
  await did(theirDesk.post("/api/commands/log.write-line", ordered(theirLine)));
  const ourLine = { ...morningShift, text: "本大厦访客一名", category: "visitor" };
  const ourOrder = ordered(ourLine);
  await did(ourDesk.post("/api/commands/log.write-line", ourOrder));
  const heard = await feed.next();
  const stream = { site: storySite, noun: "log", id: `lobby/${morningShift.date}/day` };
  const [row] = await database.connect()`
    select version from stream where org = ${ours.org} and noun = 'log' and id = ${stream.id}`;
  expect(heard).toMatchObject({ event: "change", data: { stream, version: row?.version } });
  feed.close();
});

test("a cookie of one organisation opens nothing of the other, and both cannot share a desk", async () => {
  const browser = await ours.deskOf("lin");
  const before = browser.cookie;
  await browser.signIn(theirs.nameOf("lin"), "lantern-harbour-7");
  const people = (await browser.get("/api/session")).json();
  expect(people.organisation.id).toBe(theirs.org);
  expect(people.people).toHaveLength(1);
  expect(browser.cookie).not.toBe(before);
});
