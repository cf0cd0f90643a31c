import { parseArgs } from "node:util";
import type { Drill } from "./drill-result.ts";
import { killDrill } from "./kill.ts";
import { mutantsDrill } from "./kill-mutants.ts";
import { packsDrill } from "./pack-copies.ts";
import { sameIdDrill } from "./same-id.ts";
import { tamperDrill } from "./tamper.ts";
import { twinsDrill } from "./twins-drill.ts";
import { twoNodesDrill } from "./two-nodes.ts";

/** Every drill by its name; `npm run drill -- NAME…` runs some of them. */
const drills: Readonly<Record<string, Drill>> = {
  tamper: tamperDrill,
  twins: twinsDrill,
  kill: killDrill,
  mutants: mutantsDrill,
  "two-nodes": twoNodesDrill,
  "same-id": sameIdDrill,
  packs: packsDrill,
};

/** Drills of the drills: too long for every change, so the short form leaves them out unless they are named. */
const onlyLong = ["mutants"];

/**
 * `npm run drill [-- [NAME…] [--mutants] [--short] [--seed N] [--json]]`: status 0 when all passed, 1 when one did not, 2 for a wrong
 * argument. `--mutants` is the same as naming `mutants`.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: "boolean", default: false },
      mutants: { type: "boolean", default: false },
      seed: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const named = values.mutants ? [...positionals, "mutants"] : positionals;
  const seed = Number(values.seed ?? 20_261_121);
  const unknown = positionals.find((name) => !(name in drills));
  if (unknown !== undefined || !Number.isSafeInteger(seed)) {
    console.error(
      `usage: npm run drill -- [${Object.keys(drills).join("|")}] [--mutants] [--short] [--seed N] [--json]`,
    );
    return 2;
  }
  const results = [];
  for (const [name, drill] of Object.entries(drills)) {
    const isWanted = named.length > 0 ? named.includes(name) : !(values.short && onlyLong.includes(name));
    if (!isWanted) continue;
    const began = performance.now();
    const { passed, counts, failures = [] } = await drill({ short: values.short, seed });
    const seconds = Math.round((performance.now() - began) / 1000);
    results.push({ name, passed, seed, seconds, counts, failures });
    if (!values.json) report(name, { passed, seed, seconds, counts, failures });
  }
  if (values.json) console.log(JSON.stringify({ drills: results }, undefined, 2));
  return results.every(({ passed }) => passed) ? 0 : 1;
}

function report(
  name: string,
  about: {
    passed: boolean;
    seed: number;
    seconds: number;
    counts: Readonly<Record<string, number>>;
    failures: readonly string[];
  },
): void {
  const { passed, seed, seconds, counts, failures } = about;
  console.log(`${name}: ${passed ? "passed" : "FAILED"} in ${seconds} s, seed ${seed}`);
  for (const [what, count] of Object.entries(counts)) console.log(`  ${String(count).padStart(8)}  ${what}`);
  for (const failure of failures) console.log(`  FAILED ${failure}`);
}

process.exitCode = await main();
