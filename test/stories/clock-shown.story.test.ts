import { afterEach, expect, test } from "vitest";
import type { z } from "zod";
import { instantOf, minute } from "#duty/grammar/time.ts";
import { startClock } from "#server/clock/clock.ts";
import { watchClock } from "#server/clock/clock-watch.ts";
import type { CallsView } from "#server/ledger/calls-answer.ts";
import type { OutcomeEvidence, OverviewAnswer } from "#server/overview/overview-answer.ts";
import { openPool } from "#server/postgres/pool.ts";
import type { Browser } from "#test/browser.ts";
import { databaseOfTest } from "#test/database.ts";
import { cast, morningShift, ordered, storyPin, storySite, takesOver, tellDeskStory } from "#test/desk-story.ts";

/* What is told at the desk of a clock that jumped: in the overview, with the calls, and with what fell due in the time that was left out. */

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** The tower at half past seven, with a server whose clock is set an hour ahead then: eight o'clock is left out. */
async function anHourLeftOut() {
  const database = await databaseOfTest();
  const story = await tellDeskStory(database);
  ended.push(() => story.close());
  const pool = openPool(database.connectionOptions(), "zb_clock", { max: 2 });
  ended.push(() => pool.end({ timeout: 1 }));
  const runtime = { ...story.runtime, pool };
  const steadyFrom = story.now() - 5_000;
  let left = 0;
  const clocks = { steady: () => story.now() - steadyFrom - left, awake: () => undefined, hasWitness: false };
  const watch = watchClock({ runtime, clocks, server: "node-1" });
  const life = startClock({ runtime, outbox: { channels: [] }, watch, log: () => {} });
  ended.push(() => life.stop());
  const settle = async () => {
    while ((await life.turn()) > 0);
  };
  await settle();
  left = 60 * minute;
  story.pass(60);
  await settle();
  return { story, settle };
}

async function does(desk: Browser, who: keyof typeof cast, act: string, body: object): Promise<void> {
  await takesOver(desk, cast[who]);
  const answer = await desk.post(`/api/commands/${act}`, ordered(body, { pin: storyPin }), { "zb-as": cast[who] });
  expect(answer.statusCode, answer.body).toBe(200);
}

async function looks(desk: Browser) {
  await takesOver(desk, cast.admin);
  const get = async (path: string) => (await desk.get(path, { "zb-as": cast.admin })).json();
  const { clock, settled } = (await get(`/api/overview?site=${storySite}`)) as OverviewAnswer;
  const calls = (await get(`/api/calls?site=${storySite}`)) as z.output<CallsView["answer"]>;
  const evidence = await get(`/api/overview/outcomes?site=${storySite}&day=${morningShift.date}`);
  return { clock, settled, atBell: calls.clock, obligations: evidence.obligations as OutcomeEvidence[] };
}

/** Lin has confirmed what they must and comes on duty, after eight o'clock by the clock that jumped. */
async function comesLate(desk: Browser): Promise<void> {
  const { posts } = (await desk.get(`/api/site?site=${storySite}`)).json();
  const { binds } = posts.find((each: { key: string }) => each.key === morningShift.post);
  for (const { regulation, hash } of binds) await does(desk, "lin", "notice.confirm", { regulation, hash });
  await does(desk, "lin", "attendance.sign-on", morningShift);
}

test("a jump is told in the overview and at the bell until an administrator has looked, and stays with what fell due in it", async () => {
  const { story, settle } = await anHourLeftOut();
  const desk = await story.deskOf("lin", "admin");
  const before = await looks(desk);
  const [from, to] = [instantOf("2026-11-21T07:30:00+08:00"), story.now()];
  const [{ jump } = { jump: "" }] = before.clock;
  const told = { jump, from, to, at: to, witness: "none", server: "node-1", waits: true };
  expect([before.clock, before.atBell]).toEqual([[told], [told]]);
  await comesLate(desk);
  await does(desk, "admin", "clock.confirm", { jump });
  story.pass(60);
  await settle();
  const after = await looks(await story.deskOf("admin"));
  expect([after.clock, after.atBell]).toEqual([[], []]);
  expect(after.settled.map(({ what, clock }) => [what, clock])).toContainEqual(["attendance.sign-on", "jump"]);
  const faultOf = new Set(after.obligations.map(({ dueAt, clock }) => `${dueAt <= from || dueAt > to} ${clock}`));
  expect([...faultOf].toSorted()).toEqual(["false jump", "true null"]);
});

test("the wait that has run out is told as such, and the jump stays until somebody has looked", async () => {
  const { story, settle } = await anHourLeftOut();
  story.pass(10);
  await settle();
  const { clock, atBell } = await looks(await story.deskOf("admin"));
  expect([clock, atBell].map((each) => each.map(({ waits }) => waits))).toEqual([[false], [false]]);
});
