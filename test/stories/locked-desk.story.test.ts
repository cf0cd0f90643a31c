import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { makeAccount } from "#server/account/account.ts";
import { deskWith, noteActivity } from "#server/account/desk-session.ts";
import { hashOfToken } from "#server/account/desk-token.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPassword,
  storyPin,
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** What needs no desk, or does no more at a locked one than show who is there, let them in or let them go. */
const whileLocked = [
  // A number, without names or words.
  "get /api/calls/waiting",
  "get /api/openapi.json",
  "get /api/session",
  "get /healthz",
  "get /readyz",
  // The proof says who wrote it, before the desk was locked.
  "post /api/commands-by-proof",
  "post /api/photos-by-proof",
  "post /api/pin-reset",
  "post /api/session/lock",
  // With the password in the body: whoever has forgotten the PIN is not to be kept out by it.
  "post /api/session/password",
  "post /api/session/pin",
  "post /api/session/sign-in",
  "post /api/session/sign-out",
  "post /api/session/unlock",
];

/** Every route of the document but those, with something in the place of what it names. */
async function otherRoutes(): Promise<string[]> {
  const { paths } = (await story.browser().get("/api/openapi.json")).json() as { paths: Record<string, object> };
  return Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    .filter((route) => !whileLocked.includes(route))
    .map((route) => route.replace("{site}", storySite).replace(/\{\w+\}/g, randomUUID()));
}

async function ask(browser: Browser, route: string, as?: string) {
  const [method, path = ""] = route.split(" ");
  const headers: Record<string, string> = as === undefined ? {} : { "zb-as": as };
  const answer = method === "get" ? await browser.get(path, headers) : await browser.post(path, {}, headers);
  return `${route}: ${answer.statusCode} ${answer.json().code}`;
}

test("a locked desk is answered nothing but who is there, by whichever route it asks", async () => {
  const browser = await story.deskOf("lin", "wang");
  await browser.post("/api/session/lock");
  const routes = await otherRoutes();
  expect(routes.length).toBeGreaterThan(40);
  const answers = [];
  for (const route of routes) answers.push(await ask(browser, route));
  expect(answers).toEqual(routes.map((route) => `${route}: 423 account.desk-locked`));
});

test("nothing is answered in the name of somebody who is locked, though another of the desk is not", async () => {
  const browser = await story.deskOf("lin");
  await browser.post("/api/session/lock");
  await browser.signIn(story.nameOf("wang"), storyPassword);
  const routes = await otherRoutes();
  const answers = [];
  for (const route of routes) answers.push(await ask(browser, route, cast.lin));
  expect(answers).toEqual(routes.map((route) => `${route}: 423 account.person-locked`));
});

test("the session says in each state who is locked, and since when nobody may do anything", async () => {
  const browser = await story.deskOf("lin", "wang");
  const states = async () => {
    const session = (await browser.get("/api/session")).json();
    const locked = session.people.map((each: { locked: boolean }) => each.locked);
    return [session.locked, session.lockedAt, session.locksAt, locked];
  };
  const soon = () => story.now() + 120_000;
  expect(await states()).toEqual([false, null, soon(), [true, false]]);
  story.pass(3);
  const idle = plusMinutes(story.now(), -1);
  expect(await states()).toEqual([true, idle, null, [true, true]]);
  await browser.post("/api/session/unlock", { person: cast.wang, pin: storyPin });
  expect(await states()).toEqual([false, null, soon(), [true, false]]);
  await browser.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
  expect(await states()).toEqual([false, null, soon(), [false, true]]);
  const answer = await browser.post("/api/session/lock");
  expect(answer.json()).toMatchObject({ locked: true, lockedAt: story.now(), locksAt: null });
  expect(await states()).toEqual([true, story.now(), null, [true, true]]);
  await browser.post("/api/session/sign-out", { person: cast.lin });
  expect(await states()).toEqual([true, story.now(), null, [true]]);
  expect((await browser.post("/api/session/sign-out")).json()).toMatchObject({ people: [], locked: false });
});

test("the session says how long a desk stays open without hands at work, and it does", async () => {
  const browser = await story.deskOf("lin");
  const session = async () => (await browser.get("/api/session")).json();
  const { idleSeconds } = await session();
  story.pass((idleSeconds - 1) / 60);
  expect(await session()).toMatchObject({ locked: false, idleSeconds });
  story.pass(1 / 60);
  expect(await session()).toMatchObject({ locked: true, idleSeconds });
  await browser.post("/api/session/sign-out");
  expect(await session()).toMatchObject({ people: [], idleSeconds });
});

const granted = { person: cast.lin, function: "administrator", site: towerOffice };

/** K8.1, as it was found. */
test("who signs in at a locked desk opens it for themselves and for nobody else", async () => {
  const browser = await story.deskOf("admin");
  await browser.post("/api/session/lock");
  expect((await browser.signIn(story.nameOf("lin"), storyPassword)).json()).toMatchObject({
    locked: false,
    people: [
      { person: cast.admin, locked: true },
      { person: cast.lin, locked: false },
    ],
  });
  const grant = () => ({ ...ordered(granted), site: towerOffice });
  const asAdmin = { "zb-as": cast.admin };
  const path = "/api/commands/person.grant-function";
  const refused = await browser.post(path, grant(), asAdmin);
  expect([refused.statusCode, refused.json().code]).toEqual([423, "account.person-locked"]);
  const signed = await browser.post(path, { ...grant(), pin: storyPin }, asAdmin);
  expect([signed.statusCode, signed.json().code]).toEqual([423, "account.person-locked"]);
  const commands = [{ act: "person.grant-function", as: cast.admin, ...grant() }];
  const [inBatch] = (await browser.post("/api/commands", { commands })).json().answers;
  expect(inBatch).toMatchObject({ status: 423, problem: { code: "account.person-locked" } });
  const own = await browser.post("/api/session/language", { person: cast.admin, language: "en" });
  expect(own.json().code).toBe("account.person-locked");

  expect((await browser.post("/api/session/unlock", { person: cast.lin, pin: storyPin })).statusCode).toBe(200);
  expect((await browser.post(path, grant(), asAdmin)).statusCode).toBe(423);
  const guards = await browser.post(path, { ...grant(), pin: storyPin }, { "zb-as": cast.lin });
  expect(guards.json().code).toBe("person.not-administrator");
  expect((await browser.post("/api/commands/attendance.sign-on", ordered(morningShift))).json().replayed).toBe(false);

  await browser.post("/api/session/unlock", { person: cast.admin, pin: storyPin });
  const other = { ...grant(), pin: storyPin, body: { ...granted, person: cast.wang } };
  const done = await browser.post(path, other, asAdmin);
  expect(done.statusCode).toBe(200);
});

test("the password proves who somebody is as the PIN does: who sat there signs in again", async () => {
  const browser = await story.deskOf("lin", "wang");
  story.pass(2);
  const { people } = (await browser.signIn(story.nameOf("wang"), storyPassword)).json();
  expect(people.map((each: { locked: boolean }) => each.locked)).toEqual([true, false]);
});

test("what idling locked stays locked for those who did not come back, however busy the desk is then", async () => {
  const browser = await story.deskOf("lin", "wang");
  story.pass(2);
  await browser.post("/api/session/unlock", { person: cast.wang, pin: storyPin });
  story.pass(1);
  expect((await browser.post("/api/session/touch", {}, { "zb-as": cast.wang })).statusCode).toBe(204);
  story.pass(1);
  expect((await browser.post("/api/session/touch", {}, { "zb-as": cast.lin })).statusCode).toBe(423);
  expect((await browser.get("/api/site", { "zb-as": cast.wang })).statusCode).toBe(200);
});

test("what was on its way when the desk locked itself does not open it again", async () => {
  const browser = await story.deskOf("lin");
  const { accounts } = story.services;
  const before = await deskWith(accounts, story.now(), browser.cookie.split("=")[1] ?? "");
  story.pass(2);
  if (before) await noteActivity(accounts, story.now(), before);
  expect((await browser.get("/api/session")).json()).toMatchObject({ locked: true, lockedAt: story.now() });
});

test("the sites of somebody who is locked are not shown to who is left", async () => {
  const { accounts } = story.services;
  const person = personNamed("马超");
  const signInName = `ma-${story.org.slice(0, 8)}`;
  const sites = [towerOffice];
  const account = {
    org: story.org,
    person,
    signInName,
    sites,
    password: storyPassword,
    pin: storyPin,
    mustChangePassword: false,
  };
  await makeAccount(accounts, story.now(), account);
  const browser = await story.deskOf("lin");
  await browser.post("/api/session/lock");
  expect((await browser.get("/api/session")).json().sites).toMatchObject([{ site: storySite }]);
  const session = (await browser.signIn(signInName, storyPassword)).json();
  expect(session.sites).toMatchObject([{ site: towerOffice }]);
  const asked = await browser.get(`/api/site?site=${storySite}`, { "zb-as": person });
  expect([asked.statusCode, asked.json().code]).toEqual([404, "site.unknown"]);
  await browser.post("/api/session/unlock", { person: cast.lin, pin: storyPin });
  const own = await browser.get(`/api/site?site=${storySite}`, { "zb-as": cast.lin });
  expect(own.statusCode).toBe(200);
});

test("who looks on is cut off when they no longer act or have gone, though another of the desk acts", async () => {
  const browser = await story.deskOf("lin", "wang");
  const [{ org, desk } = { org: "", desk: "" }] = await database.connect()<{ org: string; desk: string }[]>`
    select org, desk from desk_person where person = ${cast.wang} order by desk desc limit 1`;
  const heard: string[] = [];
  const heldBy = () => hashOfToken(browser.cookie.split("=")[1] ?? "").toString("hex");
  const watching = (person: string, name: string) =>
    story.watch.watch({ org, desk, heldBy: heldBy(), people: [person] }, (how) => heard.push(`${name} ${how}`));
  const ends = [watching(cast.wang, "wang")];
  await story.watch.look();
  expect(heard).toEqual([]);
  await takesOver(browser, cast.lin);
  ends.push(watching(cast.lin, "lin"));
  await story.watch.look();
  expect(heard).toEqual(["wang locked"]);
  await browser.post("/api/session/lock");
  await story.watch.look();
  expect(heard).toEqual(["wang locked", "lin locked"]);
  await browser.signIn(story.nameOf("lin"), storyPassword);
  ends.push(watching(cast.lin, "lin again"));
  await browser.post("/api/session/sign-out", { person: cast.lin });
  await story.watch.look();
  expect(heard).toEqual(["wang locked", "lin locked", "lin again locked"]);
  await takesOver(browser, cast.wang);
  ends.push(watching(cast.wang, "wang again"));
  await browser.post("/api/session/sign-out");
  await story.watch.look();
  expect(heard).toEqual(["wang locked", "lin locked", "lin again locked", "wang again ended"]);
  for (const end of ends) end();
});
