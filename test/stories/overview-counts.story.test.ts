import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { type BusinessDate, localInstant, plusMinutes } from "#duty/grammar/time.ts";
import type { AttendanceAnswer } from "#server/attendance/attendance-answer.ts";
import type { OutcomeEvidence, OverviewAnswer, SiteHappening } from "#server/overview/overview-answer.ts";
import { setUpAt } from "#server/simulation/live.ts";
import { towerSite } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { countedByHand, fallsDueOn } from "#test/counted-by-hand.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type OwedByStream, overseenTower } from "#test/overseen-tower.ts";

/* Some days of the tower, and its overview held against a plain reading of every entry: streams one by one, counted by hand. */

const from = "2026-10-22" as BusinessDate;
const zone = "Asia/Shanghai";
const until = plusMinutes(setUpAt(from), 3 * 1440 + 120);
const yesterdayThen = "2026-10-23" as BusinessDate;
const dates = ["2026-10-20", "2026-10-21", "2026-10-22", yesterdayThen, "2026-10-24"] as BusinessDate[];

let database: FreshDatabase;
let manager: Browser;
let owed: readonly OwedByStream[];
let close: () => Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  ({ manager, owed, close } = await overseenTower(database, { from, until, seed: 14 }));
});

afterAll(async () => {
  await close();
  await database.drop();
});

const countByHand = (which: (each: Obligation) => boolean) => countedByHand(owed.filter(which), until);
const isDueOn = (date: BusinessDate, each: Obligation) => fallsDueOn(date, zone, each);

const overview = async () => (await manager.get(`/api/overview?site=${towerSite}`)).json() as OverviewAnswer;

async function evidence(query: Record<string, string>): Promise<OutcomeEvidence[]> {
  const asked = new URLSearchParams({ site: towerSite, most: "500", ...query });
  const { now, obligations } = (await manager.get(`/api/overview/outcomes?${asked}`)).json();
  expect(now).toBe(until);
  return obligations;
}

test("each day's figures are those of a plain reading of the entries", async () => {
  const answer = (await manager.get(`/api/overview/days?site=${towerSite}&days=5`)).json();
  const byHand = dates.map((date) => ({ date, ...countByHand((each) => isDueOn(date, each)) }));
  expect(answer).toEqual({ now: until, days: byHand });
  const [first] = byHand;
  expect(first).toMatchObject({ due: 0, missed: 0 });
  const all = countByHand(() => true);
  expect([all.inTime > 50, all.late > 5, all.missed > 0], JSON.stringify(all)).toEqual([true, true, true]);
});

describe("yesterday", () => {
  test("by rule and by post is what a plain reading counts, the worst first, and nothing else", async () => {
    const { yesterday } = await overview();
    const date = yesterdayThen;
    expect(yesterday.date).toBe(date);
    const dueThen = owed.filter((each) => isDueOn(date, each));
    const rules = [...new Set(dueThen.flatMap((each) => each.rules))];
    const byHand = rules.map((rule) => ({
      rule,
      ...countByHand((each) => isDueOn(date, each) && each.rules.includes(rule)),
    }));
    expect(yesterday.byRule.toSorted(byName)).toEqual(byHand.filter(({ due }) => due > 0).toSorted(byName));
    for (const { post, ...counts } of yesterday.byPost)
      expect(counts).toEqual(countByHand((each) => isDueOn(date, each) && each.post === post));
    expect(yesterday.byPost.map(({ post }) => post).toSorted()).toEqual(["east-gate", "lobby", "squad"]);
    const missed = yesterday.byRule.map((each) => each.missed);
    expect(missed).toEqual(missed.toSorted((one, other) => other - one));
  });

  test("every figure leads to just the obligations that it counts", async () => {
    const { yesterday } = await overview();
    const { date: day } = yesterday;
    for (const { rule, due, inTime, late, missed } of yesterday.byRule) {
      const behind = await evidence({ day, rule });
      expect(behind.length, rule).toBe(due);
      const cameTo = (outcome: OutcomeEvidence["outcome"]) => behind.filter((each) => each.outcome === outcome).length;
      expect([cameTo("in-time"), cameTo("late"), cameTo("missed")]).toEqual([inTime, late, missed]);
      expect(behind.every((each) => each.rules.includes(rule))).toBe(true);
      expect(await evidence({ day, rule, outcome: "late" })).toHaveLength(late);
    }
    const [first, ...others] = await evidence({ day });
    const behind = owed.find(({ stream, key }) => stream.id === first?.stream.id && key === first.key);
    const unanswered = { acknowledgedBy: null, selfAnswered: false };
    expect(first).toMatchObject({ what: behind?.what, person: behind?.person ?? null, ...unanswered });
    expect([first?.dueAt, first?.detail]).toEqual([behind?.dueAt, behind?.detail ?? null]);
    expect(others.every(({ dueAt }) => dueAt >= (first?.dueAt ?? 0))).toBe(true);
    for (const { post, missed } of yesterday.byPost)
      expect(await evidence({ day, post, outcome: "missed" })).toHaveLength(missed);
  });
});

function byName(one: { readonly rule: string }, other: { readonly rule: string }): number {
  return one.rule < other.rule ? -1 : 1;
}

test("the board names whom the attendance of each post names, and since when", async () => {
  const { posts } = await overview();
  const attendance = (await manager.get(`/api/attendance?site=${towerSite}`)).json() as AttendanceAnswer;
  expect(posts.map(({ post }) => post)).toEqual(attendance.posts.map(({ post }) => post));
  const onBoard = posts.map(({ on }) => on.map(({ person, since }) => ({ person, since })));
  expect(onBoard).toEqual(attendance.posts.map(({ on }) => on.map(({ person, since }) => ({ person, since }))));
  expect(onBoard.flat()).not.toEqual([]);
});

test("what happened since yesterday stands in the entries, and nothing of it is left out", async () => {
  const { happened } = (await manager.get(`/api/overview/happened?site=${towerSite}`)).json() as {
    happened: SiteHappening[];
  };
  const since = localInstant(yesterdayThen, "00:00", zone);
  const entries = await database.connect()<{ id: string; type: string; at: number; body: Record<string, unknown> }[]>`
    select id, type, at::float8 as at, convert_from(bytes, 'UTF8')::jsonb -> 'body' as body from entry
    where site = ${towerSite} and at >= ${since} order by at`;
  const of = (type: string) => entries.filter((each) => each.type === type);
  const told = (kind: SiteHappening["kind"]) => happened.filter((each) => each.kind === kind);
  const late = of("handover.completed").filter(({ body }) => Number(body.lateMinutes) > 0);
  expect(late.length).toBeGreaterThan(0);
  const reasoned = new Set(of("handover.signed").flatMap(({ id, body }) => (body.lateReason ? [id] : [])));
  expect(
    told("late-hand-over").map(({ stream, at, minutes, text }) => [stream.id, at, minutes, text !== null]),
  ).toEqual(late.toReversed().map(({ id, at, body }) => [id, at, body.lateMinutes, reasoned.has(id)]));
  expect(told("leave")).toHaveLength(of("absence.left").length + of("absence.left-at-once").length);
  expect(told("never-came")).toHaveLength(of("attendance.absent").length);
  expect(told("violation").length + told("abandonment").length).toBe(of("violation.recorded").length);
});
