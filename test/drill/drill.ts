import { parseArgs } from "node:util";
import { drills } from "./all-drills.ts";
import type { Drill } from "./drill-result.ts";
import { foldersOfDuty, strykerDrill } from "./stryker/stryker-drill.ts";

/** Drills of the drills: too long for every change, so the short form leaves them out unless they are named. */
const onlyLong = ["mutants", "limits", "mendings", "overview"];

/** The mutants of `duty/`: hours, and nothing of them runs the product, so only when it is named. */
const STRYKER = "stryker";

/**
 * `npm run drill [-- [NAME…] [--mutants] [--short] [--seed N] [--json]]`: status 0 when all passed, 1 when one did not, 2 for a wrong
 * argument. `--steps` is how many steps random lives take. `--mutants` is the same as naming `mutants`. `npm run drill -- stryker [FOLDER…] [--raise]` mutates folders of `duty/`;
 * `--steady` asks no test of them that draws from a new seed or lives a month, which takes a fraction of the time and scores no higher.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      short: { type: "boolean", default: false },
      mutants: { type: "boolean", default: false },
      raise: { type: "boolean", default: false },
      steady: { type: "boolean", default: false },
      seed: { type: "string" },
      steps: { type: "string" },
      json: { type: "boolean" },
    },
  });
  if (values.steady) process.env.ZHIBAN_STEADY = "1"; // read where Stryker's runner is configured, in processes of its own
  const named = values.mutants ? [...positionals, "mutants"] : positionals;
  const seed = Number(values.seed ?? 20_261_121);
  const wanted = named[0] === STRYKER ? mutating(named.slice(1), values.raise) : running(named, values.short);
  const steps = values.steps === undefined ? undefined : Number(values.steps);
  if (typeof wanted === "string" || !Number.isSafeInteger(seed) || (steps !== undefined && !(steps > 0))) {
    console.error(typeof wanted === "string" ? wanted : usage);
    return 2;
  }
  const results = [];
  for (const [name, drill] of wanted) {
    const began = performance.now();
    const { passed, counts, failures = [] } = await drill({ short: values.short, seed, steps });
    const seconds = Math.round((performance.now() - began) / 1000);
    results.push({ name, passed, seed, seconds, counts, failures });
    if (!values.json) report(name, { passed, seed, seconds, counts, failures });
  }
  if (values.json) console.log(JSON.stringify({ drills: results }, undefined, 2));
  return results.every(({ passed }) => passed) ? 0 : 1;
}

const usage = `usage: npm run drill -- [${Object.keys(drills).join("|")}] [--mutants] [--short] [--seed N] [--steps N] [--json], or ${STRYKER} [FOLDER…] [--raise] [--steady]`;

/** The drills of the running product that were named, or all; or what to say to a name that there is not. */
function running(named: readonly string[], short: boolean): [string, Drill][] | string {
  if (named.some((name) => !(name in drills))) return usage;
  return Object.entries(drills).filter(([name]) =>
    named.length > 0 ? named.includes(name) : !(short && onlyLong.includes(name)),
  );
}

function mutating(folders: readonly string[], raise: boolean): [string, Drill][] | string {
  const known = foldersOfDuty();
  const unknown = folders.find((each) => !known.includes(each));
  if (unknown !== undefined) return `duty/ has no folder ${unknown}; it has ${known.join(", ")}.`;
  return [[STRYKER, () => strykerDrill(folders, { raise })]];
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
