import { parseArgs } from "node:util";
import { instant, minute } from "#duty/grammar/time.ts";
import { serve } from "#server/start/serving.ts";

/*
 * A node of the product whose clock goes right until SIGUSR2, and from then on seventy minutes fast: so that a drill can let everything
 * fall due at one moment, in processes of their own.
 */

const AHEAD = 70 * minute;

const { values } = parseArgs({
  options: { port: { type: "string", default: "0" }, data: { type: "string", default: "" } },
});
let ahead = 0;
process.on("SIGUSR2", () => {
  ahead = AHEAD;
});
const serving = await serve({
  port: Number(values.port),
  host: "127.0.0.1",
  dataDir: values.data,
  databaseUrl: process.env.DATABASE_URL,
  demonstration: false,
  now: () => instant(Date.now() + ahead),
  log: (line) => console.error(line),
});
process.once("SIGTERM", () => void serving.stop());
