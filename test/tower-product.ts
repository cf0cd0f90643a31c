import { join } from "node:path";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import { type DeskWatch, watchDesks } from "#server/account/desk-watch.ts";
import { execute } from "#server/door/execute.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { type Feed, openFeed } from "#server/feed/open-feed.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { keepListening, type Listening } from "#server/outbox/listening-desks.ts";
import { openPool } from "#server/postgres/pool.ts";
import { readPacks } from "#server/regulation/published.ts";
import { towerCommands, towerOffice, towerSite } from "#server/simulation/tower.ts";
import { assemble } from "#server/start/assemble.ts";
import type { Services } from "#server/start/services.ts";
import type { TakenDatabase } from "./database.ts";

export const towerOpeningDay = "2026-11-21" as BusinessDate;

/** The tower is set up the day before: a roster does not change the past. */
export const setUpDay = "2026-11-20" as BusinessDate;

/** The demonstration's tower as a house with a journal, for stories that are told over HTTP. */
export interface TowerProduct {
  readonly services: Services;
  readonly runtime: Runtime;
  readonly feed: Feed;
  readonly watch: DeskWatch;
  readonly listening: Listening;
  /** Ends its pools. */
  close(): Promise<void>;
}

const { published } = readPacks(join(import.meta.dirname, "..", "regulations"));
/** By which everything of these installations is kept closed, and its rows are vouched for. */
export const towerMaster = freshMasterKey();

export interface TowerProductOptions {
  readonly org: string;
  readonly now: () => Instant;
  readonly regulations?: readonly string[];
  /** Where the product says what it could not do; on the terminal of the test otherwise. */
  readonly log?: (line: string) => void;
  /** Whether every account has been vouched for, and who is told of one that is not; as before that unless it is said. */
  readonly trust?: NonNullable<Parameters<typeof assemble>[0]["trust"]>;
}

/** Sets up the tower of an organisation with the house regulation, or with all three. */
export async function towerProduct(
  database: TakenDatabase,
  { org, now, regulations = ["zhiban-house"], log = console.error, trust }: TowerProductOptions,
): Promise<TowerProduct> {
  const place = database.connectionOptions();
  const [app, accounts] = [openPool(place, "zb_app"), openPool(place, "zb_signin", { max: 4 })];
  const trusting = trust ? { trust } : {};
  const looking = openPool(place, "zb_feed", { max: 2 });
  const endPools = async () => {
    await Promise.all([app, accounts, looking].map((pool) => pool.end({ timeout: 5 })));
  };
  try {
    const { runtime, services } = assemble({ app, accounts, keyring: new Keyring(app, towerMaster), now, ...trusting });
    await establish(runtime, org, regulations);
    const feed = await openFeed(looking, log);
    const watch = watchDesks(accounts, now);
    const listening = keepListening(services.writing, now, log);
    const close = async () => {
      watch.stop();
      listening.stop();
      await feed.stop();
      await endPools();
    };
    return { services, runtime, feed, watch, listening, close };
  } catch (error) {
    await endPools();
    throw error;
  }
}

async function establish(runtime: Runtime, org: string, regulations: readonly string[]): Promise<void> {
  const editions = published.filter(({ id }) => regulations.includes(id));
  const plan = { editions, from: setUpDay, rosterFrom: towerOpeningDay, rosterDays: 3 };
  for (const command of towerCommands(plan)) {
    const { answer } = await execute(runtime, { org, sites: [towerOffice, towerSite] }, command);
    if (answer.refusal) throw new Error(`${command.id} was refused: ${JSON.stringify(answer.refusal)}`);
  }
}
