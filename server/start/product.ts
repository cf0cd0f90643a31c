import { type DeskWatch, watchDesks } from "#server/account/desk-watch.ts";
import { type MachineClocks, movedTogether } from "#server/clock/machine-clocks.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { nudgeFeeds } from "#server/feed/nudge.ts";
import { type Feed, openFeed } from "#server/feed/open-feed.ts";
import { hasWrappedKeys, Keyring } from "#server/keys/keyring.ts";
import { findMasterKey } from "#server/keys/master-key.ts";
import { keepListening, type Listening } from "#server/outbox/listening-desks.ts";
import { startSealing } from "#server/seal/start-sealing.ts";
import { startFilling } from "#server/search/start-filling.ts";
import { assemble } from "./assemble.ts";
import type { Database } from "./open-database.ts";
import type { Services } from "./services.ts";
import { startWatchedClock, type WatchedClock } from "./start-watched-clock.ts";
import { lossLine, trustedFromNowOn } from "./tell-evidence.ts";

/** Everything that works behind the routes, on one database. */
export interface Product {
  readonly services: Services;
  readonly runtime: Runtime;
  readonly keyring: Keyring;
  readonly feed: Feed;
  readonly watch: DeskWatch;
  readonly listening: Listening;
  /** Undefined until it was started: a demonstration that is still being lived has a clock of its own. */
  clock(): WatchedClock | undefined;
  startClock(): void;
  /** Stops what works by itself; the pools end with the database. */
  stop(): Promise<void>;
}

/** Of those who work beside the door; what the door has is said where pools are opened. */
const connections = { seal: 2, feed: 3, clock: 4 } as const;

/** Puts the product together. `now` is the world's clock; tests alone give another, and what the machine's other clocks say beside it. */
export async function startProduct(
  database: Database,
  about: { dataDir: string; now: Runtime["now"]; clocks?: MachineClocks; log: (line: string) => void },
): Promise<Product> {
  const { now, log, clocks = movedTogether(now) } = about;
  const app = database.pool("zb_app");
  const accounts = database.pool("zb_signin");
  const seal = database.pool("zb_seal", connections.seal);
  const master = findMasterKey({ dataDir: about.dataDir, mayCreate: !(await hasWrappedKeys(seal)) });
  const keyring = new Keyring(app, master);
  const trust = await trustedFromNowOn(accounts, keyring.rowKey(), { now: now(), log });
  const { runtime, services } = assemble({ app, accounts, keyring, now, trust });
  services.lost.onLoss = (receipt) => log(lossLine(receipt));
  await services.follow();
  const stopSealing = startSealing(seal, { keyring: new Keyring(seal, master), now, log });
  const feed = await openFeed(database.pool("zb_feed", connections.feed), log);
  const stopNudging = nudgeFeeds(runtime);
  const watch = watchDesks(accounts, now);
  const listening = keepListening(services.writing, now, log);
  const stopFilling = startFilling(accounts, { keyring, now, writing: services.writing, log });
  let clock: WatchedClock | undefined;
  return {
    services,
    runtime,
    keyring,
    feed,
    watch,
    listening,
    clock: () => clock,
    startClock: () => {
      // The clock's connections are its own; what the process remembers and who is told of commits are the door's.
      if (clock) return;
      const waking = { ...runtime, pool: database.pool("zb_clock", connections.clock) };
      clock = startWatchedClock(waking, { clocks, log });
    },
    stop: async () => {
      await stopFilling();
      watch.stop();
      listening.stop();
      stopNudging();
      await clock?.stop();
      await feed.stop();
      await stopSealing();
    },
  };
}
