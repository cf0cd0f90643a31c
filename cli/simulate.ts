import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type BusinessDate, businessDateAt, datePlus, type Instant, instant } from "#duty/grammar/time.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { findMasterKey } from "#server/keys/master-key.ts";
import { readPacks } from "#server/regulation/published.ts";
import { databaseStage, isUntouched } from "#server/simulation/database-stage.ts";
import { liveTower, setUpAt } from "#server/simulation/live.ts";
import type { LifeTally } from "#server/simulation/troupe.ts";
import { type Database, openDatabase } from "#server/start/open-database.ts";
import { jsonFlag, verb, WrongArgument } from "./verb.ts";

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
 * The demonstration building lives the last N days by real commands, in a cluster of its own that is gone afterwards, or in an empty data
 * folder that stays.
 */
export const simulateVerb = verb({
  does: { zh: "在虚拟时钟上执行真实指令", en: "a building lives by real commands on a virtual clock" },
  operands: {},
  flags: {
    site: { takes: "KIND", otherwise: "tower", is: { zh: "哪一类项目", en: "which kind of site" } },
    days: { takes: "N", otherwise: "30", is: { zh: "过多少天，1 到 400", en: "how many days it lives, 1 to 400" } },
    seed: {
      takes: "S",
      otherwise: "1",
      is: { zh: "随机种子；同种子同结果", en: "the seed of chance; the same seed, the same life" },
    },
    data: {
      takes: "DIR",
      is: {
        zh: "留在这个空目录里；不写则用完即删",
        en: "an empty folder in which it stays; else it is gone afterwards",
      },
    },
    json: jsonFlag,
  },
  run: async (given) => await simulateAside(wishesOf(given)),
});

async function simulateAside(wishes: Wishes): Promise<number> {
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

function wishesOf(given: unknown): Wishes {
  const wishes = wishesShape.safeParse(given);
  if (wishes.success) return wishes.data;
  const [issue] = wishes.error.issues;
  throw new WrongArgument(`--${issue?.path.join(".")}: ${issue?.message}`);
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
