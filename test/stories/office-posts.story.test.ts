import { afterAll, beforeAll, expect, test } from "vitest";
import type { AnswerOf } from "#duty/door/operation.ts";
import { foundOrganisation, makeAccount } from "#server/account/account.ts";
import { execute } from "#server/door/execute.ts";
import type { CallsView } from "#server/ledger/calls-answer.ts";
import { readPacks } from "#server/regulation/published.ts";
import { towerCommands, towerOffice } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyPassword, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { ListeningFeed } from "#test/listening-feed.ts";
import { towerOpeningDay } from "#test/tower-product.ts";
import { turnClock } from "#test/turn-clock.ts";

/*
 * A head office may have a lobby of its own. Every desk of the organisation may look up people there; what happens at its posts is shown to those who
 * work there, and to whom it calls by name, whether a site is named in the question or not.
 */

const officer = personNamed("高翔");
const shift = { post: "lobby", date: towerOpeningDay, shift: "day" };

let database: FreshDatabase;
let story: DeskStory;
let url: string;
let office: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  url = await story.app.listen({ port: 0, host: "127.0.0.1" });
  const { accounts } = story.services;
  const sites = [storySite, towerOffice];
  await foundOrganisation(accounts, {
    ...{ org: story.org, name: "示范物业", headOffice: towerOffice, sites, demonstration: false },
  });
  const signInName = `officer-${story.org.slice(0, 8)}`;
  await makeAccount(accounts, story.now(), {
    ...{ org: story.org, person: officer, signInName, sites: [towerOffice], mustChangePassword: false },
    ...{ password: storyPassword, pin: storyPin },
  });
  await establishAtOffice();
  story.pass(10);
  office = story.browser();
  expect((await office.signIn(signInName, storyPassword)).statusCode).toBe(200);
  await does("attendance.sign-on", shift);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** The lobby of the tower once more at the head office, with somebody else in the day. */
async function establishAtOffice(): Promise<void> {
  const editions = readPacks("regulations").published.filter(({ id }) => id === "zhiban-house");
  const plan = {
    editions,
    from: towerOpeningDay,
    rosterFrom: towerOpeningDay,
    firstShift: "day",
    rosterDays: 3,
  } as const;
  const commands = towerCommands(plan).filter(({ site, act }) => site === storySite && act !== "site.establish");
  for (const each of commands) {
    const body = JSON.parse(JSON.stringify(each.body).replaceAll(cast.lin, officer));
    const command = { ...each, id: `office/${each.id}`, site: towerOffice, body };
    await execute(story.runtime, { org: story.org, sites: [towerOffice] }, command);
  }
}

async function does(act: string, body: object): Promise<void> {
  const answer = await office.post(`/api/commands/${act}`, { ...ordered(body), site: towerOffice });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function sitesCalling(desk: Browser): Promise<string[]> {
  const answer = await desk.get("/api/calls");
  expect(answer.statusCode, answer.body).toBe(200);
  const { calls } = answer.json() as AnswerOf<CallsView>;
  return [...new Set(calls.map(({ stream }) => stream.site))];
}

test("what changes at a post of the head office is told at its own desks, and at those of no other site", async () => {
  const { cookie } = await story.deskOf("lin");
  const elsewhere = await ListeningFeed.open(`${url}/api/feed`, { cookie });
  const own = await ListeningFeed.open(`${url}/api/feed`, { cookie: office.cookie });
  for (const feed of [elsewhere, own]) expect((await feed.next())?.event).toBe("hello");
  await does("log.write-line", { ...shift, category: "routine", text: "大堂正常" });
  await story.feed.look();
  expect(await own.next()).toMatchObject({ data: { stream: { site: towerOffice } } });
  const lin = await story.deskOf("lin");
  await lin.post("/api/commands/attendance.sign-on", ordered(shift));
  await story.feed.look();
  expect(await elsewhere.next()).toMatchObject({ data: { stream: { site: storySite } } });
  for (const feed of [elsewhere, own]) feed.close();
});

test("nobody who works elsewhere sends an act to a post of the head office, whatever it would have been told", async () => {
  const lin = await story.deskOf("lin");
  const prepare = { ...shift, summary: "正常", nothingPending: true, relief: cast.wang };
  const line = { ...shift, category: "routine", text: "正常" };
  const sent = [
    ["handover.prepare", prepare],
    ["log.write-line", line],
    ["ledger.acknowledge", { stream: { noun: "matter", id: "lobby/x" }, key: "settle" }],
  ] as const;
  const answers = await Promise.all(
    sent.map(async ([act, body]) =>
      lin.post(`/api/commands/${act}`, { ...ordered(body, { pin: storyPin }), site: towerOffice }),
    ),
  );
  expect(answers.map((each) => [each.statusCode, each.json().code])).toEqual(sent.map(() => [404, "site.unknown"]));
});

test("a call about a post of the head office is shown to who works there and to whom it calls, and to nobody else", async () => {
  await does("matter.open", { post: "lobby", class: "important", text: "水管渗水", dueAt: story.now() + 30_000 });
  story.pass(1);
  await turnClock(database, story.runtime);
  expect(await sitesCalling(office)).toContain(towerOffice);
  expect(await sitesCalling(await story.deskOf("lin"))).not.toContain(towerOffice);
});
