import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { instant, minute } from "#duty/grammar/time.ts";
import { masterKeyPath } from "#server/keys/master-key.ts";
import { type EmbeddedPostgres, startPostgres } from "#server/postgres/embedded-postgres.ts";
import { type Does, type DrillBuilding, prepareBuilding } from "./drill-building.ts";
import type { DrillOptions, DrillResult } from "./drill-result.ts";
import { verify } from "./kill-check.ts";
import { foundAfterwards } from "./kill-judge.ts";
import { doneOtherwise, type Effects } from "./node-effects.ts";
import { freePort, ProductProcess, processesIn } from "./product-process.ts";

/** Due after this, in a world where the nodes' clocks jump ten minutes beyond; the second rung is half an hour later still. */
const dueInMinutes = 60;
const posts = 8;
const DONE_WITHIN_MS = 240_000;

/**
 * Two processes of the product on one PostgreSQL. All at once important matters fall due at eight posts; while they are worked at, one
 * process is paused and stays so, the other is killed and started anew. Each matter is entered as missed once and called for once, by
 * whomever; and the paused one, woken when all is done, changes nothing.
 */
export async function twoNodesDrill({ short }: DrillOptions): Promise<DrillResult> {
  const matters = short ? 200 : 2000;
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-drill-nodes-"));
  try {
    const prepare = (does: Does, building: DrillBuilding) => openMatters(does, building, matters / posts);
    await prepareBuilding(dataDir, { guards: posts, more: prepare });
    const embedded = await startPostgres({ dataDir, log: console.error });
    const sql = postgres({ ...embedded.connectionOptions(), max: 2, onnotice: () => {} });
    let result: Omit<DrillResult, "name">;
    try {
      result = await whileOneIsPausedAndOneKilled(sql, embedded, { dataDir, matters });
    } finally {
      await sql.end({ timeout: 5 });
      await embedded.stop();
    }
    const discrepancy = await verify(dataDir, []);
    const failures = [...(result.failures ?? []), ...foundAfterwards({ left: processesIn(dataDir), discrepancy })];
    return { name: "two-nodes", passed: failures.length === 0, counts: result.counts, failures };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function openMatters(does: Does, { guards, turn, startsAt }: DrillBuilding, each: number): Promise<void> {
  for (const { post, person } of guards)
    await does(instant(startsAt - 5 * minute), "attendance.sign-on", { post, ...turn }, { person });
  const now = instant(Date.now());
  const dueAt = now + dueInMinutes * minute;
  await Promise.all(
    guards.map(async ({ post, person }) => {
      for (let number = 1; number <= each; number += 1) {
        const body = { post, class: "important", text: `第${number}件未了事项`, dueAt };
        await does(now, "matter.open", body, { person });
      }
    }),
  );
}

async function whileOneIsPausedAndOneKilled(
  sql: Sql,
  embedded: EmbeddedPostgres,
  { dataDir, matters }: { dataDir: string; matters: number },
): Promise<Omit<DrillResult, "name">> {
  const [paused, killed] = [await node(embedded, dataDir), await node(embedded, dataDir)];
  const failures: string[] = [];
  const all = [paused, killed];
  try {
    for (const each of all) await each.ready();
    if ((await effects(sql)).missed > 0) failures.push("something was missed before anything was due");
    for (const each of all) each.signal("SIGUSR2");
    await until(async () => (await effects(sql)).missed >= matters * 0.1);
    const holds = await pauseHolding(paused, sql);
    await until(async () => (await effects(sql)).missed >= matters * 0.3);
    const before = (await effects(sql)).missed;
    await killed.kill();
    const next = await node(embedded, dataDir);
    all.push(next);
    await next.ready();
    next.signal("SIGUSR2");
    await until(async () => (await effects(sql)).called >= matters);
    const worked = await effects(sql);
    paused.signal("SIGCONT");
    await paused.ready();
    await until(async () => {
      const { untried, called, rungs } = await effects(sql);
      return untried === 0 && called >= matters * rungs;
    });
    const after = await effects(sql);
    failures.push(...doneOtherwise(after, { matters, holds }));
    const counts = {
      "due at once": matters,
      "missed when one was killed": before,
      "obligation.missed entries": after.missed,
      "obligation.escalated entries": after.called,
      "outbox keys": after.keys,
      "paused while it held wakes": Number(holds),
      "done by the paused one when it went on": after.missed - worked.missed,
    };
    return { passed: failures.length === 0, counts, failures };
  } finally {
    paused.signal("SIGCONT");
    for (const each of all) await each.stop();
  }
}

async function node(embedded: EmbeddedPostgres, dataDir: string): Promise<ProductProcess> {
  const own = join(dataDir, `node-${randomUUID()}`);
  mkdirSync(own);
  const product = new ProductProcess({
    dataDir: own,
    port: await freePort(),
    program: join(import.meta.dirname, "serve-ahead.ts"),
    words: [],
    env: {
      DATABASE_URL: "postgres:///postgres",
      PGHOST: embedded.socketDir,
      PGUSER: "postgres",
      ZHIBAN_MASTER_KEY_FILE: masterKeyPath(dataDir),
    },
  });
  product.start();
  return product;
}

async function effects(sql: Sql): Promise<Effects> {
  const [row] = await sql<Effects[]>`
    select (count(*) filter (where type = 'obligation.missed'))::int as missed,
      (count(distinct id) filter (where type = 'obligation.missed'))::int as streams,
      (count(*) filter (where type = 'obligation.escalated'))::int as called,
      (select count(*)::int from outbox) as calls, (select count(distinct key)::int from outbox) as keys,
      (select count(*)::int from outbox where attempts = 0) as untried,
      (select count(distinct rung)::int from outbox) as rungs
    from entry where type like 'obligation.%'`;
  if (!row) throw new Error("the journal gives no answer");
  return row;
}

/**
 * Pauses a node while a transaction of its clock holds wakes: both clocks are kept waiting where they take them, the node is paused there,
 * and what it asked for is then given to somebody who does not answer.
 */
async function pauseHolding(product: ProductProcess, sql: Sql): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    await sql.begin(async (transaction) => {
      await transaction`lock table wake in access exclusive mode`;
      await until(async () => {
        const taking = await sql`
          select 1 from pg_stat_activity where application_name like '%zb_clock' and wait_event_type = 'Lock'
            and query like '%clock_take%'`;
        return taking.length === 2;
      });
      product.signal("SIGSTOP");
    });
    await pause(300);
    const rows = await sql`
      select 1 from pg_stat_activity where application_name like '%zb_clock' and state = 'idle in transaction'
        and query like '%clock_take%' and state_change < now() - interval '120 milliseconds'`;
    if (rows.length > 0 || attempt === 8) return rows.length > 0;
    product.signal("SIGCONT");
    await pause(20);
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const began = Date.now(); !(await isSo()); await pause(20))
    if (Date.now() - began > DONE_WITHIN_MS) throw new Error("two nodes do not get their work done");
}
