import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { entryShapes } from "#duty/entries.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { followPerson, peopleIn } from "./account/account-consequences.ts";
import { type Door, openDoor } from "./door.ts";
import { type House, type HouseParts, openHouse } from "./house.ts";
import { hasWrappedKeys, Keyring } from "./keys/keyring.ts";
import { findMasterKey } from "./keys/master-key.ts";
import type { Database } from "./open-database.ts";
import { keepSealing } from "./seal/seal-every-site.ts";
import { sealerWith } from "./secret/sealer.ts";

/** Everything that works behind the routes, on one database. */
export interface FittedOut {
  readonly house: House;
  readonly door: Door;
  readonly keyring: Keyring;
  /** Stops what works by itself; the pools end with the database. */
  stop(): Promise<void>;
}

const SEALED_EVERY_MINUTES = 5;

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
  const stopping = new AbortController();
  const sealing = keepSealing(seal, {
    keyring: new Keyring(seal, master),
    now,
    everyMinutes: SEALED_EVERY_MINUTES,
    signal: stopping.signal,
    pause: (ms, signal) => pause(ms, undefined, { signal }).catch(() => {}),
    onProblem: (place, problem) => log(`sealing ${place?.site ?? "of sites"} failed: ${(problem as Error).message}`),
  });
  return {
    house,
    door,
    keyring,
    stop: async () => {
      stopping.abort();
      await sealing;
    },
  };
}

/** The door and the house on pools in their roles. */
export function assemble(parts: { app: Sql; accounts: Sql; keyring: Keyring; now: () => Instant }): {
  door: Door;
  house: House;
} {
  const { app, accounts, keyring, now } = parts;
  const door = openDoor({
    pool: app,
    table: dutyTable,
    calendar,
    shapes: entryShapes,
    views: [],
    sealerOf: async (org) => sealerWith(await keyring.keysOf(org)),
    now,
    plans: ["roster"],
  });
  const afterwards: HouseParts["afterwards"] = async ({ org }, touched) => {
    for (const person of peopleIn(touched)) await followPerson(accounts, now(), org, person);
  };
  return { door, house: openHouse({ door, accounts, keyring, afterwards }) };
}
