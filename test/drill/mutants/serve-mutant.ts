import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres, { type Sql } from "postgres";
import { instant } from "#duty/grammar/time.ts";
import { feedRoutes } from "#server/feed/feed-routes.ts";
import { buildApp } from "#server/http/app.ts";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { openPool } from "#server/postgres/pool.ts";
import type { Database } from "#server/start/open-database.ts";
import { startProduct } from "#server/start/product.ts";
import { routes } from "#server/start/served-nouns.ts";
import { acknowledgingEarly } from "./acknowledge-early.ts";
import { forgetCommands } from "./forget-commands.ts";

/*
 * The product put together so that it breaks one promise. Only a drill starts it, to see that it would notice. It needs the product's
 * parts and nothing in them: neither setting nor route of the product leads here.
 */

interface Mutant {
  /** PostgreSQL settings that the product would refuse. */
  readonly settings?: Readonly<Record<string, string>>;
  /** What is done to the database before it is used. */
  readonly spoil?: (owner: Sql) => Promise<void>;
  /** What the door is given for its pool. */
  readonly pool?: (pool: Sql) => Sql;
}

const mutants: Readonly<Record<string, Mutant>> = {
  "synchronous-commit-off": { settings: { synchronous_commit: "off" } },
  "no-command-key": { spoil: forgetCommands },
  "acknowledge-early": { pool: acknowledgingEarly },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: "string", default: "0" }, data: { type: "string", default: "" } },
});
const mutant = mutants[positionals[0] ?? ""];
if (!mutant || values.data === "") throw new Error(`usage: ${Object.keys(mutants).join("|")} --port N --data DIR`);

const dataDir = values.data;
const log = (line: string) => console.error(line);
const embedded = await startPostgres({ dataDir, log, settings: mutant.settings ?? {} });
const owner = postgres({ ...embedded.connectionOptions(), max: 2, onnotice: () => {} });
await migrate(owner, join(import.meta.dirname, "..", "..", "..", "server", "migrations"));
await mutant.spoil?.(owner);
const pools: Sql[] = [owner];
const database: Database = {
  pool: (role, max) => {
    const pool = openPool(embedded.connectionOptions(), role, max === undefined ? {} : { max });
    pools.push(pool);
    return role === "zb_app" && mutant.pool ? mutant.pool(pool) : pool;
  },
  isThere: () => embedded.state() === "ready",
  isCurrent: async () => (await owner`select 1`).length === 1,
  stop: async () => {
    await Promise.allSettled(pools.map((pool) => pool.end({ timeout: 5 })));
    await embedded.stop();
  },
};
const product = await startProduct(database, { dataDir, now: () => instant(Date.now()), log });
const app = await buildApp({
  services: product.services,
  readiness: {
    missing: async () => (database.isThere() && (await database.isCurrent().catch(() => false)) ? [] : ["database"]),
  },
  isThere: database.isThere,
  routes: [...routes, feedRoutes(product)],
  logger: { level: "warn", stream: process.stderr },
});
await app.listen({ port: Number(values.port), host: "127.0.0.1" });
product.startClock();
process.once("SIGTERM", async () => {
  await app.close();
  await product.stop();
  await database.stop();
});
