import type { Sql } from "postgres";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { entryShapes } from "#duty/nouns.ts";
import { type Vouching, vouchedBy } from "#server/account/vouched-rows.ts";
import { openRuntime, type Runtime } from "#server/door/runtime.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { sealerWith } from "#server/secret/sealer.ts";
import { views } from "./served-nouns.ts";
import { openServices, type Services } from "./services.ts";

/** The door and the house on pools in their roles. `trust`: whether every account has been vouched for by now, and who is told of one that is not. */
export function assemble(parts: {
  app: Sql;
  accounts: Sql;
  keyring: Keyring;
  now: () => Instant;
  trust?: Pick<Vouching, "isComplete" | "tell">;
}): {
  runtime: Runtime;
  services: Services;
} {
  const { app, keyring, now, trust = { isComplete: () => false, tell: () => {} } } = parts;
  const accounts = vouchedBy(parts.accounts, { key: keyring.rowKey(), ...trust });
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
