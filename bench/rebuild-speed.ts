import { join } from "node:path";
import type { Sql } from "postgres";
import { type BusinessDate, datePlus, instant, localInstant } from "#duty/grammar/time.ts";
import { rebuild } from "#server/journal/rebuild-sites.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { openPool } from "#server/postgres/pool.ts";
import { readPacks } from "#server/regulation/published.ts";
import { databaseStage } from "#server/simulation/database-stage.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import { assemble } from "#server/start/assemble.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { type Bench, median, rounded } from "./measured.ts";

const days = 10;
const rounds = 3;
const from = "2026-11-01" as BusinessDate;

/**
 * `bench rebuild`: ledger, wakes and views derived anew from the journal of a building that has lived ten days, beside the plain reading
 * of the same bytes through the driver.
 */
export const rebuildSpeed: Bench = async (say) => {
  const database = await openBenchDatabase(say);
  try {
    const { pool, accounts, place } = database;
    const keyring = new Keyring(pool, freshMasterKey());
    const clock = openPool(place, "zb_clock", { max: 2 });
    const stage = databaseStage({ org: "bench", app: pool, clock, accounts, keyring, start: setUpAt(from), log: say });
    const { published: editions } = readPacks(join(import.meta.dirname, "..", "regulations"));
    const until = localInstant(datePlus(from, days), "00:00", "Asia/Shanghai");
    await liveTower(stage, { editions, from, until, rosterDays: days + 2, seed: 1 });
    await clock.end({ timeout: 5 });
    say(`${days} days lived`);
    const owner = openPool(place, "zb_owner", { max: 2 });
    const { runtime } = assemble({ app: pool, accounts, keyring, now: () => instant(until) });
    const rates: { rebuilt: number; read: number }[] = [];
    let unlike = 0;
    for (let round = 0; round < rounds; round += 1) {
      const read = await perSecond(() => readAll(database.owner));
      const rebuilt = await perSecond(async () => {
        let entries = 0;
        for await (const site of rebuild(runtime, owner)) {
          entries += site.entries;
          unlike += site.tables.filter(({ alike }) => !alike).length;
        }
        return entries;
      });
      rates.push({ rebuilt, read });
    }
    await owner.end({ timeout: 5 });
    if (unlike > 0) throw new Error(`${unlike} tables were not rebuilt to the same bytes`);
    const value = rounded(median(rates.map(({ rebuilt }) => rebuilt)), 0);
    const reference = rounded(median(rates.map(({ read }) => read)), 0);
    const ratio = rounded(median(rates.map(({ rebuilt, read }) => rebuilt / read)));
    return {
      name: "rebuild",
      figures: [{ name: "entries rebuilt, against plain reading", value, unit: "1/s", reference, ratio }],
    };
  } finally {
    await database.close();
  }
};

async function perSecond(work: () => Promise<number>): Promise<number> {
  const began = performance.now();
  const entries = await work();
  return (entries / (performance.now() - began)) * 1000;
}

/** Every entry once, as rows with parsed bodies: what any rebuild has to do at least. */
async function readAll(sql: Sql): Promise<number> {
  const rows = await sql<
    { text: string }[]
  >`select convert_from(bytes, 'UTF8') as text from entry order by noun, id, version`;
  return rows.filter(({ text }) => JSON.parse(text) !== null).length;
}
