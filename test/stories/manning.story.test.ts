import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "#duty/door/table.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import { planAhead } from "#server/clock/plan-ahead.ts";
import { wakeDue } from "#server/clock/wake-batch.ts";
import { execute } from "#server/door/execute.ts";
import { openPool } from "#server/postgres/pool.ts";
import { shifts, towerCommands, towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { type FreshDatabase, freshDatabase } from "../database.ts";
import { firstDay, packs, wall } from "../tower-world.ts";
import { twinRuntime } from "../twin-tower.ts";

/* A post owes its shifts in the database as well: no month is published at first, then one with a hole in it. */

const org = "manned";
const context = { org, sites: [towerOffice, towerSite] };
let database: FreshDatabase;
let owner: Sql;
let now: Instant = wall("06:00");
let app: ReturnType<typeof twinRuntime>;
let clock: ReturnType<typeof twinRuntime>;

beforeAll(async () => {
  database = await freshDatabase();
  owner = database.connect();
  const pool = (role: "zb_app" | "zb_clock") => openPool(database.connectionOptions(), role, { max: 2 });
  app = twinRuntime(pool("zb_app"), () => now);
  clock = twinRuntime(pool("zb_clock"), () => now);
  const plan = { editions: packs, from: firstDay, rosterFrom: firstDay, rosterDays: 0 };
  for (const command of towerCommands(plan)) await sends(command);
});

afterAll(async () => {
  await Promise.all([app.pool.end(), clock.pool.end()]);
  await database.drop();
});

async function sends(command: Command): Promise<string | undefined> {
  return (await execute(app, context, command)).answer.refusal?.code;
}

let commands = 0;
function does(who: string, act: string, body: object): Promise<string | undefined> {
  commands += 1;
  const id = `00000000-0000-4000-8000-${String(commands).padStart(12, "0")}`;
  const actor = who === "setup" ? who : { person: personNamed(who) };
  return sends({ id, site: towerSite, act, body, actor, proof: "pin" });
}

/** Lets time pass as the clock of the server does, wake by wake. */
async function moveTo(then: Instant): Promise<void> {
  const broken: string[] = [];
  for (;;) {
    while ((await planAhead(clock, 50)) > 0);
    const [row] = await owner<{ next: number | null }[]>`
      select least((select min(not_before) from wake), (select min(due_at) from plan))::float8 as next`;
    const next = row?.next ?? undefined;
    if (next === undefined || next > then) break;
    now = instant(Math.max(now, next));
    await wakeDue(clock, 50, (line) => broken.push(line));
    expect(broken).toEqual([]);
  }
  now = then;
}

/** What is owed of publishing at the lobby on a date. */
async function toPublish(date: string): Promise<string[]> {
  const rows = await owner<{ key: string }[]>`
    select key from obligation where noun = 'manning' and id = ${`lobby/${date}`} and met_at is null and ended_at is null
    order by key`;
  return rows.map(({ key }) => key);
}

async function calls(date: string, shift = ""): Promise<string[]> {
  const rows = await owner<{ call: string }[]>`
    select call from outbox where noun = 'manning' and id = ${`lobby/${date}`} and key like ${`%#${shift}%`}
    order by rung`;
  return rows.map(({ call }) => call);
}

const turn = (date: string, shift: string, who: string) => ({ date, shift, person: personNamed(who), leading: true });
const third = "2026-11-24";

test("a month that nobody published is owed three days before, and calls when a shift begins without anybody", async () => {
  await moveTo(instant(wall("+1 00:00") - 1));
  expect(await toPublish("2026-11-25")).toEqual([]);
  await moveTo(wall("+1 00:00"));
  expect(await toPublish("2026-11-25")).toEqual(["day", "evening", "night"]);
  expect(await calls("2026-11-22")).toEqual(["squad-leader"]);
  await moveTo(wall("+1 00:15"));
  expect(await calls("2026-11-22")).toEqual(["squad-leader", "department-manager"]);
});

test("publishing it fills what it fills; a hole in it stays owed, and calls", async () => {
  const assignments = [turn(third, "night", "王强"), turn(third, "evening", "张磊")];
  expect(await does("周敏", "roster.publish", { post: "lobby", month: "2026-11", assignments })).toBeUndefined();
  expect(await toPublish(third)).toEqual(["day"]);
  await moveTo(wall("+3 08:00"));
  expect(await calls(third, "day")).toEqual(["squad-leader"]);
  // Whoever was found for the night did not come, and the post had stood empty before: the calling went on.
  expect(await calls(third, "night")).toEqual(["squad-leader", "department-manager"]);
  // Nor does whoever was found for the evening: the hole of the day is over, and somebody is still to be there.
  await moveTo(wall("+3 16:00"));
  expect(await toPublish(third)).toEqual(["evening/2"]);
});

test("a holiday on which the day shift is not worked owes nothing by day", async () => {
  const post = { key: "lobby", name: "大堂岗", department: "保安部", shifts, kit: [], books: [], binds: [] };
  const carries = { manning: [{ shift: "day", days: ["working", "make-up"] }] };
  const holiday = { date: "2026-11-26", type: "holiday", name: "放假" };
  expect(await does("setup", "site.establish-post", { ...post, carries })).toBeUndefined();
  expect(await toPublish(holiday.date)).toEqual(["day", "evening", "night"]);
  expect(await does("setup", "site.set-calendar", { year: 2026, days: [holiday] })).toBeUndefined();
  expect(await toPublish(holiday.date)).toEqual(["evening", "night"]);
});

test("dates that owe nothing are looked at again and again, and leave nothing behind", async () => {
  const [before] = await owner<{ wakes: number }[]>`select count(*)::int as wakes from wake where birth is not null`;
  await moveTo(wall("+8 00:00"));
  const [after] = await owner<{ wakes: number }[]>`select count(*)::int as wakes from wake where birth is not null`;
  expect(after?.wakes).toBeLessThanOrEqual((before?.wakes ?? 0) + 3);
});
