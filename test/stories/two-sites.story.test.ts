import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { foundOrganisation } from "#server/account/account.ts";
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
import { feedHorizon } from "#test/feed-horizon.ts";
import { ListeningFeed } from "#test/listening-feed.ts";
import { establishOther, otherSite } from "#test/other-building.ts";

/*
 * Somebody may see two sites, each with a lobby on which the same is written. The isolation of the database lets this desk see both: that a
 * question about one shows nothing of the other is kept by its query alone. The questions are those of the interface's own document.
 */

/** Who has the day at the lobby of each: nobody stands in two places. */
const dayAt = (site: string) => (site === otherSite ? cast.admin : cast.lin);

let database: FreshDatabase;
let story: DeskStory;
let desk: Browser;
/** Where somebody sits who answers for both sites. */
let office: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  const { accounts } = story.services;
  const sites = [storySite, otherSite];
  await foundOrganisation(accounts, {
    ...{ org: story.org, name: "示范物业", headOffice: towerOffice, sites, demonstration: false },
  });
  await accounts`update account set sites = ${accounts.array(sites)} where org = ${story.org}`;
  desk = await story.deskOf("lin", "admin");
  office = await story.deskOf("admin");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const page = `lobby/${morningShift.date}/day`;

async function does(site: string, act: string, body: object): Promise<string> {
  const sent = { ...ordered(body), site };
  await takesOver(desk, dayAt(site));
  const answer = await desk.post(`/api/commands/${act}`, sent, { "zb-as": dayAt(site) });
  expect(answer.json(), `${act} at ${site}`).toMatchObject({ replayed: false });
  return sent.id;
}

/** A morning at the lobby of a site, the same at each: somebody comes, writes, opens two matters, settles one and has to go. */
async function live(site: string): Promise<void> {
  await does(site, "attendance.sign-on", morningShift);
  await does(site, "log.write-line", { ...morningShift, text: "大堂一切正常", category: "routine" });
  // Due before those of the tower: where both were read, the first row of a list would be one of the other.
  const dueAt = plusMinutes(story.now(), site === otherSite ? 30 : 60);
  const matter = { post: "lobby", class: "important", text: "东侧门锁坏", dueAt };
  await does(site, "matter.open", matter);
  const settled = await does(site, "matter.open", { ...matter, text: "走廊灯不亮" });
  await does(site, "matter.settle", { post: "lobby", matter: settled, outcome: "已换灯" });
  await does(site, "absence.leave-at-once", morningShift);
  await story.services.accounts`
    insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
    values (${story.org}, ${randomUUID()}, ${site}, '台机', '{}', ${dayAt(site)}, ${story.now()})`;
}

interface Described {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

/** Every operation that is asked about a site. */
async function askedOfSite(): Promise<{ route: string; names: readonly string[] }[]> {
  const { paths } = (await desk.get("/api/openapi.json")).json() as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [] }]) => {
      const isAsked = parameters.some((each) => each.in === "query" && each.name === "site");
      return isAsked ? [{ route: `${method} ${path}`, names: parameters.map(({ name }) => name) }] : [];
    }),
  );
}

/**
 * No list of rows: what follows and what goes up have tests of their own. What came by the proof of a device, and what browsers lost, nobody at this desk
 * may ask for: with rows of another site beside them they are asked in test/stories/written-commands.story.test.ts and waiting-conditions.story.test.ts.
 */
const otherwise = [
  ...["get /api/browser/losses", "get /api/devices/arrivals", "get /api/feed"],
  ...["post /api/photos", "post /api/photos-by-proof"],
];

const far = String(Date.UTC(2099, 11, 31));
const told: Readonly<Record<string, string>> = {
  ...morningShift,
  noun: "log",
  id: page,
  before: far,
  settledBefore: far,
  most: "1",
  month: morningShift.date.slice(0, 7),
  day: morningShift.date,
};
const mayLack = ["post", "before", "settledBefore", "most"];

/** What each question that is understood answers of a site, with and without what it may be narrowed by. */
async function answersOf(site: string): Promise<Record<string, Record<string, string>>> {
  const answers: Record<string, Record<string, string>> = {};
  await takesOver(desk, cast.lin);
  for (const { route, names } of await askedOfSite()) {
    if (otherwise.includes(route)) continue;
    const path = (route.split(" ")[1] ?? "").replace("{id}", "zhiban-house");
    const known = names.filter((name) => told[name] !== undefined && !route.includes(`{${name}}`));
    const understood: Record<string, string> = {};
    for (const narrowed of narrowings(known)) {
      const narrowing = Object.fromEntries(narrowed.map((name) => [name, told[name] ?? ""]));
      const question = new URLSearchParams({ site, ...narrowing });
      const asked = path.startsWith("/api/overview") ? office : desk;
      const { statusCode, body } = await asked.get(`${path}?${question}`);
      expect(statusCode, `${path} ${body}`).toBeLessThan(500);
      if (statusCode === 200) understood[narrowed.join()] = body;
    }
    answers[route] = understood;
  }
  return answers;
}

function narrowings(names: readonly string[]): string[][] {
  return names.reduce<string[][]>(
    (all, name) => [...all.map((each) => [...each, name]), ...(mayLack.includes(name) ? all : [])],
    [[]],
  );
}

test("what is asked of one site shows nothing of another that the same desk may see", async () => {
  await live(storySite);
  const alone = await answersOf(storySite);
  const before = await answersOf(otherSite);
  await establishOther(story, cast.admin);
  await live(otherSite);
  expect(await answersOf(storySite)).toEqual(alone);
  const lived = await answersOf(otherSite);
  // A question that answers the same of a site at which nothing is, and of one at which all this happened, was not asked.
  const unasked = Object.keys(alone).filter((route) => JSON.stringify(lived[route]) === JSON.stringify(before[route]));
  expect(unasked).toEqual([]);
  expect(Object.keys(alone).length).toBeGreaterThan(9);
});

test("what is asked of every site at once says of each what is said where it is asked of it alone", async () => {
  // Whoever leads at one site and is on duty at the lobby of the other answers for the lobby of the first.
  const leads = { person: cast.lin, site: otherSite, function: "squad-leader" };
  const granted = ordered(leads, { site: towerOffice, pin: storyPin });
  const answer = await office.post("/api/commands/person.grant-function", granted);
  expect(answer.json()).toMatchObject({ replayed: false });
  await takesOver(desk, cast.lin);
  type Calls = {
    readonly calls: readonly { readonly stream: { readonly site: string }; readonly answering: unknown }[];
  };
  const callsAt = async (query = "") => ((await desk.get(`/api/calls${query}`)).json() as Calls).calls;
  const together = await callsAt();
  for (const site of [storySite, otherSite]) {
    const alone = await callsAt(`?site=${site}`);
    expect(alone.map(({ answering }) => answering)).toEqual([
      site === otherSite ? [{ person: cast.lin, about: "others" }] : [],
    ]);
    expect(together.filter(({ stream }) => stream.site === site)).toEqual(alone);
  }
});

test("a function at one site says nothing at another: neither the overview is shown, nor the browser of another's taken away", async () => {
  const [{ device } = { device: "" }] = await database.connect()<{ device: string }[]>`
    select device from device where org = ${story.org} and site = ${otherSite} limit 1`;
  const [own = { device: "" }] = await database.connect()<{ device: string }[]>`
    select device from device where org = ${story.org} and site = ${storySite} limit 1`;
  const chief = await story.deskOf("chief");
  const shown = async (site: string) => (await chief.get(`/api/overview?site=${site}`)).statusCode;
  expect([await shown(storySite), await shown(otherSite)]).toEqual([200, 403]);
  const taken = async (id: string) => (await chief.post(`/api/devices/${id}/revoke`, { reason: "丢了" })).statusCode;
  expect([await taken(device), await taken(own.device)]).toEqual([403, 200]);
});

test("a photo goes to the site that is named, and is shown of no other", async () => {
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#c00" } })
    .png()
    .toBuffer();
  const alone = await story.deskOf("admin");
  const taken = await alone.upload(`/api/photos?site=${otherSite}`, picture, "image/png");
  const { photo } = taken.json();
  expect((await desk.get(`/api/photos/${otherSite}/${photo}`)).statusCode).toBe(200);
  expect((await desk.get(`/api/photos/${storySite}/${photo}`)).statusCode).toBe(404);
});

test("who follows one site hears nothing of another", async () => {
  await feedHorizon(database.connect());
  await story.feed.look();
  const url = await story.app.listen({ port: 0, host: "127.0.0.1" });
  // At a desk of its own: where the acting person changes, whoever looked on is cut off.
  const { cookie } = await story.deskOf("lin");
  const feed = await ListeningFeed.open(`${url}/api/feed?site=${storySite}`, { cookie });
  const hello = await feed.next();
  expect(hello?.event).toBe("hello");
  const line = { ...morningShift, text: "访客一名", category: "visitor" };
  await does(otherSite, "log.write-line", line);
  await does(storySite, "log.write-line", line);
  const own = { event: "change", data: { stream: { site: storySite, noun: "log" } } };
  expect(await feed.next()).toMatchObject(own);
  feed.close();
  const asked = { cookie, "last-event-id": hello?.id ?? "" };
  const resumed = await ListeningFeed.open(`${url}/api/feed?site=${storySite}`, asked);
  expect((await resumed.next())?.event).toBe("hello");
  expect(await resumed.next()).toMatchObject(own);
  resumed.close();
});
