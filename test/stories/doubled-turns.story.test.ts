import { afterAll, beforeAll, expect, test } from "vitest";
import type { Roster } from "#duty/roster/roster.ts";
import type { Site } from "#duty/site/site.ts";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";

/* A month was right when it was published; a post that is set up anew, or a day that becomes another one, may make it wrong afterwards. */

let database: FreshDatabase;
let story: DeskStory;
let desk: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database, { regulations: ["zhiban-house"] });
  desk = await story.deskOf("admin");
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

async function doubled(): Promise<string[]> {
  const answer = await desk.get(`/api/overview?site=${storySite}`, { "zb-as": cast.admin });
  expect(answer.statusCode, answer.body).toBe(200);
  return (answer.json() as OverviewAnswer).doubled.map(({ person, turns, rules }) => {
    const spans = turns.map(({ post, date, shift }) => `${post} ${date} ${shift}`);
    return [person, ...spans, ...rules].join(", ");
  });
}

async function does(act: string, body: object, more: object = {}) {
  const answer = await desk.post(`/api/commands/${act}`, ordered(body, { pin: storyPin, ...more }));
  expect(answer.statusCode, `${act}: ${answer.body}`).toBe(200);
}

async function stateOf<S>(noun: string, id: string) {
  const [stream] = await story.services.streams({ org: story.org, sites: [storySite] }, [
    { site: storySite, noun, id },
  ]);
  if (!stream) throw new Error(`there is no ${noun}/${id}`);
  return { state: stream.state as S, head: stream.head };
}

/** Part of the set-up, by who has had it before them as it is. */
async function tells(act: string, body: object) {
  const { head: seen } = await stateOf<Site>("site", "setup");
  await does(act, body, { seen });
}

const month = "2026-11";
const later = "2026-11-23";
const shifts = (minutes: number) => [
  { key: "night", name: "夜班", starts: "00:00", minutes: 480 },
  { key: "day", name: "早班", starts: "08:00", minutes },
  { key: "evening", name: "中班", starts: "16:00", minutes: 480 },
];

async function lobby(more: object) {
  const { state } = await stateOf<Site>("site", "setup");
  const { since: _, ...its } = state.posts.lobby?.at(-1) ?? { since: 0 };
  await tells("site.establish-post", { ...its, ...more });
}

/** Who has the lobby by day has the gate in the evening. */
async function gateInTheEvening(person: string) {
  const { state, head } = await stateOf<Roster>("roster", `east-gate/${month}`);
  const assignments = state.assignments.map((each) =>
    each.date === later && each.shift === "evening" ? { ...each, person } : each,
  );
  await does("roster.publish", { post: "east-gate", month, assignments }, { seen: head });
}

test("a day that becomes longer runs into the evening of another post: named until the month is published again", async () => {
  const { state } = await stateOf<Roster>("roster", `lobby/${month}`);
  const person = state.assignments.find(({ date, shift }) => date === later && shift === "day")?.person ?? "";
  const { state: gate } = await stateOf<Roster>("roster", `east-gate/${month}`);
  const before = gate.assignments.find(({ date, shift }) => date === later && shift === "evening")?.person ?? "";
  await gateInTheEvening(person);
  expect(await doubled()).toEqual([]);
  await lobby({ shifts: shifts(600) });
  const named = [`${person}, lobby ${later} day, east-gate ${later} evening, ZB-06`];
  expect(await doubled()).toEqual(named);
  await gateInTheEvening(before);
  expect(await doubled()).toEqual([]);
  await lobby({ shifts: shifts(480) });
  await gateInTheEvening(person);
});

test("a day of which the calendar says that the lobby is manned again", async () => {
  await lobby({ shifts: shifts(600), carries: { manning: [{ shift: "day", days: ["holiday"] }] } });
  expect(await doubled()).toEqual([]);
  const holiday = { date: later, type: "holiday", name: "加班日" };
  await tells("site.set-calendar", { year: 2026, days: [holiday] });
  expect(await doubled()).toHaveLength(1);
  await tells("site.set-calendar", { year: 2026, days: [] });
  expect(await doubled()).toEqual([]);
});
