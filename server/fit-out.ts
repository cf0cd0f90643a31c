import { consoleChannel } from "#connect/console-channel.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { endAccountsOfLeavers } from "./account/account-consequences.ts";
import { type DeskWatch, watchDesks } from "./account/desk-watch.ts";
import { assemble } from "./assemble.ts";
import { type Clock, startClock } from "./clock/clock.ts";
import type { Door } from "./door.ts";
import { nudgeFeeds } from "./feed/nudge.ts";
import { type Feed, openFeed } from "./feed/open-feed.ts";
import type { House } from "./house.ts";
import { hasWrappedKeys, Keyring } from "./keys/keyring.ts";
import { findMasterKey } from "./keys/master-key.ts";
import type { Database } from "./open-database.ts";
import { leaversOf } from "./person/person-names.ts";
import { startSealing } from "./seal/start-sealing.ts";

/** Everything that works behind the routes, on one database. */
export interface FittedOut {
  readonly house: House;
  readonly door: Door;
  readonly keyring: Keyring;
  readonly feed: Feed;
  readonly watch: DeskWatch;
  /** Undefined until it was started: a demonstration that is still being lived has a clock of its own. */
  clock(): Clock | undefined;
  startClock(): void;
  /** Stops what works by itself; the pools end with the database. */
  stop(): Promise<void>;
}

/** Puts the product together. `now` is the world's clock; tests alone give another. */
export async function fitOut(
  database: Database,
  about: { dataDir: string; now: () => Instant; log: (line: string) => void },
): Promise<FittedOut> {
  const { now, log } = about;
  const app = database.pool("zb_app");
  const accounts = database.pool("zb_signin");
  const seal = database.pool("zb_seal", 2);
  const master = findMasterKey({ dataDir: about.dataDir, mayCreate: !(await hasWrappedKeys(seal)) });
  const keyring = new Keyring(app, master);
  const { door, house } = assemble({ app, accounts, keyring, now });
  await endAccountsOfLeavers(accounts, now(), (organisation) =>
    house.reading({ org: organisation.org, sites: [organisation.headOffice] }, (sql) => leaversOf(sql, organisation)),
  );
  const stopSealing = startSealing(seal, { keyring: new Keyring(seal, master), now, log });
  const feed = await openFeed(database.pool("zb_feed", 3), log);
  const stopNudging = nudgeFeeds(door);
  const watch = watchDesks(accounts, now);
  let clock: Clock | undefined;
  return {
    house,
    door,
    keyring,
    feed,
    watch,
    clock: () => clock,
    startClock: () => {
      // The clock's connections are its own; what the process remembers and who is told of commits are the door's.
      clock ??= startClock({
        door: { ...door, pool: database.pool("zb_clock", 4) },
        outbox: { channels: [consoleChannel] },
        log,
      });
    },
    stop: async () => {
      watch.stop();
      stopNudging();
      await clock?.stop();
      await feed.stop();
      await stopSealing();
    },
  };
}
