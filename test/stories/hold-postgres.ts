import { startPostgres } from "#server/postgres/embedded-postgres.ts";

/** A program that holds the embedded database of a data folder, to be killed by a story: `hold-postgres.ts DIR`. */
const [dataDir = ""] = process.argv.slice(2);
const embedded = await startPostgres({ dataDir, log: console.error });
process.once("SIGTERM", () => embedded.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ pid: embedded.pid() }));
setInterval(() => {}, 60_000);
