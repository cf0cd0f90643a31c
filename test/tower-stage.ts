import type { BusinessDate } from "#duty/grammar/time.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { openPool } from "#server/postgres/pool.ts";
import { databaseStage } from "#server/simulation/database-stage.ts";
import { setUpAt } from "#server/simulation/live.ts";
import type { Stage } from "#server/simulation/stage.ts";
import { assemble } from "#server/start/assemble.ts";
import type { Services } from "#server/start/services.ts";
import type { TakenDatabase } from "./database.ts";

/** The tower's life in a database, and a door by which to look at it. */
export interface TowerStage {
  readonly org: string;
  readonly stage: Stage;
  readonly runtime: Runtime;
  /** The same by which routes look at it. */
  readonly services: Services;
  /** Ends its pools. */
  close(): Promise<void>;
}

export function towerStage(database: TakenDatabase, from: BusinessDate): TowerStage {
  const org = "demonstration";
  const pool = (role: "zb_app" | "zb_clock" | "zb_signin") => openPool(database.connectionOptions(), role, { max: 3 });
  const [app, clock, accounts] = [pool("zb_app"), pool("zb_clock"), pool("zb_signin")];
  const keyring = new Keyring(app, freshMasterKey());
  const stage = databaseStage({ org, app, clock, accounts, keyring, start: setUpAt(from), log: console.error });
  const { runtime, services } = assemble({ app, accounts, keyring, now: stage.now });
  const close = async () => {
    await Promise.all([app, clock, accounts].map((each) => each.end({ timeout: 5 })));
  };
  return { org, stage, runtime, services, close };
}
