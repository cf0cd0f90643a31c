import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { type BusinessDate, businessDateAt, datePlus, type Instant, instant } from "#duty/grammar/time.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { findMasterKey } from "#server/keys/master-key.ts";
import { readPacks } from "#server/regulation/published.ts";
import { databaseStage, isUntouched } from "#server/simulation/database-stage.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import type { LifeTally } from "#server/simulation/troupe.ts";
import { type Database, openDatabase } from "#server/start/open-database.ts";

const usage = "usage: simulate [--site tower] [--days N] [--seed S] [--data DIR] [--json]";

const wishesShape = z.strictObject({
  site: z.literal("tower"),
  days: z.coerce.number().int().min(1).max(400),
  seed: z.coerce.number().int().min(0).max(2_147_483_647),
  data: z.string().optional(),
  json: z.boolean(),
});
type Wishes = z.infer<typeof wishesShape>;

/** Days beyond the last, for which there are rosters already. */
const ahead = 14;

/**
 * `simulate --site tower --days N --seed S [--data DIR] --json`: the demonstration building lives the last N days by real commands, in a
 * cluster of its own that is gone afterwards, or in an empty data folder that stays. Answers the status to end with.
 */
export async function simulateCommand(args: readonly string[]): Promise<number> {
  const wishes = read(args);
  if (typeof wishes === "string") {
    console.error(wishes);
    return 2;
  }
  const dataDir = wishes.data === undefined ? await mkdtemp(join(tmpdir(), "zhiban-simulate-")) : resolve(wishes.data);
  const log = (line: string) => console.error(line);
  try {
    const database = await openDatabase({ dataDir, url: undefined, log });
    try {
      return await simulate(database, dataDir, wishes, log);
    } finally {
      await database.stop();
    }
  } finally {
    if (wishes.data === undefined) await rm(dataDir, { recursive: true, force: true });
  }
}

function read(args: readonly string[]): Wishes | string {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        site: { ...text, default: "tower" },
        days: { ...text, default: "30" },
        seed: { ...text, default: "1" },
        data: text,
        json: { type: "boolean", default: false },
      },
    });
    const wishes = wishesShape.safeParse(values);
    if (wishes.success) return wishes.data;
    const [issue] = wishes.error.issues;
    return `--${issue?.path.join(".")}: ${issue?.message}; ${usage}`;
  } catch (error) {
    return `${(error as Error).message.split("\n", 1)[0]}; ${usage}`;
  }
}

async function simulate(
  database: Database,
  dataDir: string,
  { site, days, seed, json }: Wishes,
  log: (line: string) => void,
): Promise<number> {
  const journal = database.pool("zb_seal", 1);
  if (!(await isUntouched(journal))) {
    log(`${dataDir} holds a building already; a simulated life needs an empty data folder`);
    return 2;
  }
  const until = instant(Date.now());
  const from = datePlus(businessDateAt(until, "Asia/Shanghai", "00:00"), -days);
  const app = database.pool("zb_app", 4);
  const keyring = new Keyring(app, findMasterKey({ dataDir, mayCreate: true }));
  const stage = databaseStage({
    ...{ org: "demonstration", app, clock: database.pool("zb_clock", 2), keyring, log },
    ...{ accounts: database.pool("zb_signin", 1), start: setUpAt(from) },
  });
  const { published: editions } = readPacks(join(import.meta.dirname, "..", "regulations"));
  const tally = await liveTower(
    stage,
    { editions, from, until, rosterDays: days + ahead, seed },
    json ? undefined : progress(from, log),
  );
  console.log(lifeReport({ site, days, seed, from, until, tally }, json, await countsOf(journal)));
  return 0;
}

/** A line for every day that begins. */
function progress(from: BusinessDate, log: (line: string) => void): (now: Instant) => void {
  let day = from;
  return (now) => {
    const today = businessDateAt(now, "Asia/Shanghai", "00:00");
    if (today > day) log(`${today}`);
    day = today;
  };
}

interface Told {
  readonly site: string;
  readonly days: number;
  readonly seed: number;
  readonly from: BusinessDate;
  readonly until: Instant;
  readonly tally: LifeTally;
}

interface Counts {
  readonly entries: number;
  readonly missed: number;
  readonly calls: number;
}

async function countsOf(journal: ReturnType<Database["pool"]>): Promise<Counts> {
  const [row] = await journal<Counts[]>`select count(*)::int as entries,
    (count(*) filter (where type = 'obligation.missed'))::int as missed,
    (count(*) filter (where type = 'obligation.escalated'))::int as calls from entry`;
  return row ?? { entries: 0, missed: 0, calls: 0 };
}

function lifeReport({ tally, ...life }: Told, json: boolean, counts: Counts): string {
  if (json) return JSON.stringify({ ...life, ...tally, ...counts }, undefined, 2);
  const refusals = Object.values(tally.refused).reduce((sum, each) => sum + each, 0);
  return `${life.days} days at the ${life.site}: ${tally.commands} commands, ${refusals} of them refused; ${counts.entries} entries, ${counts.missed} obligations missed, ${counts.calls} calls`;
}
