import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Site } from "#duty/site/site.ts";
import { makeAccount } from "#server/account/account.ts";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyPassword, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { adoptableWith } from "#test/tower-world.ts";

/* A ladder that calls nobody is told before the night in which somebody would have been called, whichever act it came from. */

let database: FreshDatabase;
let story: DeskStory;
let desk: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house", "guard-post-handover"] });
  desk = await story.deskOf("admin");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function unheard(): Promise<string[]> {
  const answer = await desk.get(`/api/overview?site=${storySite}`, { "zb-as": cast.admin });
  expect(answer.statusCode, answer.body).toBe(200);
  return (answer.json() as OverviewAnswer).unheard.map((each) => `${each.function} at ${each.post}`);
}

async function does(act: string, body: object, site = storySite) {
  // Whoever sets something up has had it before them as it is.
  const seen = act.startsWith("site.") ? { seen: (await siteStream())?.head } : {};
  const answer = await desk.post(`/api/commands/${act}`, ordered(body, { site, pin: storyPin, ...seen }));
  expect(answer.statusCode, `${act}: ${answer.body}`).toBe(200);
}

const atOffice = (act: string, body: object) => does(act, body, towerOffice);
const everyPost = (held: string) => ["lobby", "east-gate", "squad"].map((post) => `${held} at ${post}`);

async function siteStream() {
  const context = { org: story.org, sites: [storySite] };
  const [stream] = await story.services.streams(context, [{ site: storySite, noun: "site", id: "setup" }]);
  return stream;
}

async function setUp(): Promise<Site> {
  return (await siteStream())?.state as Site;
}

const holding = { person: cast.admin, function: "department-manager", site: storySite };
const house = { "squad-leader": "squad-leader", "department-supervisor": "department-supervisor" };

test("who holds a function and has no account is called on no screen: nobody holds it", async () => {
  const managers = everybody.filter(({ functions }) => functions.includes("department-manager"));
  expect(managers.length).toBeGreaterThan(0);
  expect(await unheard()).toEqual(everyPost("department-manager"));
  const account = { org: story.org, sites: [storySite], password: storyPassword, mustChangePassword: false };
  const [{ person } = { person: "" }] = managers;
  const named = { ...account, person, signInName: `manager-${randomUUID().slice(0, 8)}` };
  expect(await makeAccount(story.services.accounts, story.now(), named)).toBe(true);
  expect(await unheard()).toEqual([]);
});

test("whoever has left the company hears nothing; who is given the function for one post hears for that post", async () => {
  const [person] = everybody.flatMap((each) => (each.functions.includes("department-manager") ? [each.person] : []));
  await atOffice("person.leave", { person, reason: "调去外地" });
  expect(await unheard()).toEqual(everyPost("department-manager"));
  await atOffice("person.grant-function", { ...holding, post: "lobby" });
  expect(await unheard()).toEqual(["department-manager at east-gate", "department-manager at squad"]);
  await atOffice("person.grant-function", holding);
  expect(await unheard()).toEqual([]);
});

test("a first password whose time is over opens nothing", async () => {
  const first = { org: story.org, person: randomUUID(), sites: [storySite], password: "x", mustChangePassword: true };
  await atOffice("person.join", { person: first.person, name: "新人", staffNumber: "N-1" });
  await makeAccount(story.services.accounts, story.now(), {
    ...first,
    signInName: `first-${randomUUID().slice(0, 8)}`,
  });
  await atOffice("person.grant-function", { ...holding, person: first.person });
  await atOffice("person.end-function", { ...holding, reason: "交给新人" });
  await atOffice("person.end-function", { ...holding, post: "lobby", reason: "交给新人" });
  expect(await unheard()).toEqual([]);
  story.pass(72 * 60);
  desk = await story.deskOf("admin");
  expect(await unheard()).toEqual(everyPost("department-manager"));
  await atOffice("person.grant-function", holding);
});

test("a function that ends, and a word of the house that nobody holds", async () => {
  await atOffice("person.end-function", { ...holding, reason: "调岗" });
  expect(await unheard()).toEqual(everyPost("department-manager"));
  // Another word that somebody holds makes it right as well; the guards' text has a word of its own.
  await does("site.bind-house", { functions: { ...house, "department-manager": "squad-leader" }, parameters: {} });
  expect(await unheard()).toEqual(everyPost("department-manager"));
  await atOffice("person.grant-function", holding);
  expect(await unheard()).toEqual([]);
  await does("site.bind-house", { functions: { ...house, "department-manager": "guvnor" }, parameters: {} });
  expect(await unheard()).toEqual(everyPost("guvnor"));
  await does("site.bind-house", { functions: { ...house, "department-manager": "squad-leader" }, parameters: {} });
});

test("a post that changes its words, or becomes one, is told at that post alone", async () => {
  const { since: _, ...gate } = (await setUp()).posts["east-gate"]?.at(-1) ?? { since: 0 };
  const binds = ("binds" in gate ? gate.binds : []).map((each) => ({
    ...each,
    functions: { ...each.functions, "squad-leader": "porter" },
  }));
  await does("site.establish-post", { ...gate, binds });
  await does("site.establish-post", { ...gate, key: "west-gate", binds });
  expect(await unheard()).toEqual(["porter at east-gate", "porter at west-gate"]);
  for (const key of ["east-gate", "west-gate"]) await does("site.establish-post", { ...gate, key });
  expect(await unheard()).toEqual([]);
});

test("an edition that will call somebody else is told before it is in force, and not once it is withdrawn", async () => {
  const pack = adoptableWith("zhiban-house", "2026-11-20");
  const { regulation } = JSON.parse(pack.text) as { regulation: { functions: object; manning: object[] } };
  const words = { ...regulation.functions, warden: { zh: "值守长", en: "warden" } };
  const manning = JSON.parse(JSON.stringify(regulation.manning).replace('"squad-leader"', '"warden"'));
  const next = { ...adoptableWith("zhiban-house", "2026-11-20", { functions: words, manning }), from: "2026-12-31" };
  await does("site.adopt-edition", next);
  expect(await unheard()).toEqual([...everyPost("warden"), "warden at west-gate"]);
  const { regulation: id, hash, from } = next;
  await does("site.withdraw-adoption", { regulation: id, hash, from });
  expect(await unheard()).toEqual([]);
});

test("each is told with the rules whose ladders call it", async () => {
  await atOffice("person.end-function", { ...holding, reason: "调岗" });
  const answer = await desk.get(`/api/overview?site=${storySite}`, { "zb-as": cast.admin });
  const lobby = (answer.json() as OverviewAnswer).unheard.find(({ post }) => post === "lobby");
  expect(lobby?.function).toBe("department-manager");
  expect(lobby?.rules).toContain("GPH-09");
  expect(lobby?.rules).not.toContain("ZB-28");
});
