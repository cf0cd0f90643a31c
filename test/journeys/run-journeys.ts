import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/*
 * `npm run journeys -- [--times N] [--pictures]`: tells every journey N times in a row, none again because it failed, and says how many
 * passed. With pictures under `screens/journey/`.
 */

const root = join(import.meta.dirname, "..", "..");

async function main(): Promise<number> {
  const { times, pictures } = parseArgs({
    options: { times: { type: "string", default: "1" }, pictures: { type: "boolean", default: false } },
  }).values;
  if (!/^[1-9]\d{0,3}$/.test(times)) throw new Error(`--times wants a number from 1 to 9999, not ${times}`);
  const folder = mkdtempSync(join(tmpdir(), "zhiban-journeys-"));
  const results = join(folder, "results.json");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const words = [
    "run",
    "--project",
    "journeys",
    "--reporter=verbose",
    "--reporter=json",
    `--outputFile.json=${results}`,
  ];
  const child = spawn(process.execPath, [vitest, ...words], {
    cwd: root,
    env: { ...process.env, ZHIBAN_JOURNEYS: times, ...(pictures ? { ZHIBAN_PICTURES: "1" } : {}) },
    stdio: "inherit",
  });
  const [status] = await once(child, "close");
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(results, "utf8"));
  rmSync(folder, { recursive: true });
  console.log(`${passed} passed, ${failed} failed`);
  return status ?? 1;
}

process.exitCode = await main();
