import { join } from "node:path";
import type { Sql } from "postgres";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { entryShapes } from "#duty/entries.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import { followPerson, peopleIn } from "#server/account/account-consequences.ts";
import { type Door, openDoor } from "#server/door.ts";
import { execute } from "#server/execute.ts";
import { type House, openHouse } from "#server/house.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { openPool } from "#server/pool.ts";
import { readShelf } from "#server/regulation/published.ts";
import { sealerWith } from "#server/secret/sealer.ts";
import { headOffice, tower, towerCommands } from "#server/simulation/tower.ts";
import type { FreshDatabase } from "./database.ts";

export const openingDay = "2026-11-21" as BusinessDate;

/** The tower is set up the day before: a roster does not change the past. */
export const setUpDay = "2026-11-20" as BusinessDate;

/** The demonstration's tower as a house with a journal, for stories that are told over HTTP. */
export interface TowerHouse {
  readonly house: House;
  readonly door: Door;
  /** Ends its pools. */
  close(): Promise<void>;
}

const { published } = readShelf(join(import.meta.dirname, "..", "regulations"));
const master = freshMasterKey();

/** Sets up the tower of an organisation with the house regulation, or with all three. */
export async function towerHouse(
  database: FreshDatabase,
  { org, now, regulations = ["zhiban-house"] }: { org: string; now: () => Instant; regulations?: readonly string[] },
): Promise<TowerHouse> {
  const pool = openPool(database.connectionOptions(), "zb_app", { max: 4 });
  const accounts = openPool(database.connectionOptions(), "zb_signin", { max: 4 });
  const keyring = new Keyring(pool, master);
  const door = openDoor({
    pool,
    table: dutyTable,
    calendar,
    shapes: entryShapes,
    views: [],
    sealerOf: async (of) => sealerWith(await keyring.keysOf(of)),
    now,
    plans: ["roster"],
  });
  const afterwards = async (context: { org: string }, touched: Parameters<typeof peopleIn>[0]) => {
    for (const person of peopleIn(touched)) await followPerson(accounts, now(), context.org, person);
  };
  await establish(door, org, regulations);
  return { house: openHouse({ door, accounts, keyring, afterwards }), door, close: () => endAll([pool, accounts]) };
}

async function establish(door: Door, org: string, regulations: readonly string[]): Promise<void> {
  const editions = published.filter(({ id }) => regulations.includes(id));
  const plan = { editions, from: setUpDay, rosterFrom: openingDay, rosterDays: 3 };
  for (const command of towerCommands(plan)) {
    const { answer } = await execute(door, { org, sites: [headOffice, tower] }, command);
    if (answer.refusal) throw new Error(`${command.id} was refused: ${JSON.stringify(answer.refusal)}`);
  }
}

async function endAll(pools: readonly Sql[]): Promise<void> {
  await Promise.all(pools.map((pool) => pool.end({ timeout: 5 })));
}
