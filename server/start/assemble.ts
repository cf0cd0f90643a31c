import type { Sql } from "postgres";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { entryShapes } from "#duty/nouns.ts";
import { openRuntime, type Runtime } from "#server/door/runtime.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { sealerWith } from "#server/secret/sealer.ts";
import { views } from "./served-nouns.ts";
import { openServices, type Services } from "./services.ts";

/** The door and the house on pools in their roles. */
export function assemble(parts: { app: Sql; accounts: Sql; keyring: Keyring; now: () => Instant }): {
  runtime: Runtime;
  services: Services;
} {
  const { app, accounts, keyring, now } = parts;
  const runtime = openRuntime({
    pool: app,
    table: dutyTable,
    calendar,
    shapes: entryShapes,
    views,
    sealerOf: async (org) => sealerWith(await keyring.keysOf(org)),
    now,
  });
  return { runtime, services: openServices({ runtime, accounts, keyring }) };
}
