import { appendFile, readdir, readFile, truncate } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { decodeText } from "#server/regulation/text-file.ts";
import { readStaffScheduling } from "#solver/read-staff-scheduling.ts";
import { solve } from "#solver/solve.ts";
import { judge } from "./roster-checker.ts";
import { disguise } from "./roster-disguise.ts";
import { figuresOf, type Run, runHolds } from "./roster-figures.ts";

export interface RosterBench {
  readonly folder: string;
  /** Numbers of instances, with commas between them; all where it is not given. */
  readonly only: string | undefined;
  readonly seeds: string;
  readonly seconds: string | undefined;
  readonly cpuSeconds: string | undefined;
  readonly disguised: boolean;
  readonly results: string;
  readonly json: boolean;
}

/**
 * Solves every instance of the folder with every seed, disguised under other names and in another order if asked. Runs already in the
 * results file are not done again, so that it can be broken off and taken up. Status 1 if a run ended without a roster or the checker
 * disagrees with one, 2 if there is nothing to measure.
 */
export async function rosterBench(given: RosterBench): Promise<number> {
  const { folder, results, disguised, json, cpuSeconds: cpu } = given;
  const budget = { seconds: Number(cpu ?? given.seconds ?? 60), processorTime: cpu !== undefined };
  const label = `${budget.seconds} ${budget.processorTime ? "cpu s" : "s"}${disguised ? ", disguised" : ""}`;
  const seeds = given.seeds.split(",").map(Number);
  const files = await filesIn(folder, given.only?.split(","));
  const wrong = !(budget.seconds > 0) || !seeds.every(Number.isInteger);
  if (wrong || files.length === 0) {
    process.stderr.write(wrong ? "seconds and seeds are numbers\n" : `${folder} has no such instance\n`);
    return 2;
  }
  const done = await runsIn(results);
  const runs: Run[] = [];
  for (const file of files) {
    for (const seed of seeds) {
      const known = done.find((run) => run.instance === file.instance && run.seed === seed && run.budget === label);
      const run = known ?? (await runOne(folder, file, { ...budget, seed }, label, disguised));
      if (!known) await appendFile(results, `${JSON.stringify(run)}\n`);
      process.stderr.write(`${run.instance} seed ${seed}: ${verdictOn(run)}\n`);
      runs.push(run);
    }
  }
  const figures = figuresOf(runs, label);
  if (json) process.stdout.write(`${JSON.stringify({ name: "roster", cores: availableParallelism(), figures })}\n`);
  else
    for (const { name, value, unit, reference } of figures)
      process.stdout.write(`${name}: ${value} ${unit} (${reference ?? "-"})\n`);
  return runs.every(runHolds) ? 0 : 1;
}

function verdictOn(run: Run): string {
  if (run.cost === null) return "NO ROSTER";
  return `${run.cost}, bound ${run.bound}, ${runHolds(run) ? "confirmed" : "NOT CONFIRMED"}`;
}

/** The runs of a results file. A last line that was cut short with its run is cut off, or the next run would be written onto it. */
async function runsIn(file: string): Promise<Run[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (whole.length < text.length) await truncate(file, Buffer.byteLength(whole));
  const lines = whole.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as Run);
}

interface File {
  readonly name: string;
  readonly instance: string;
}

async function filesIn(folder: string, only: readonly string[] | undefined): Promise<File[]> {
  const files = (await readdir(folder)).flatMap((name): File[] => {
    const instance = /(\d+)\.txt$/.exec(name)?.[1];
    return instance === undefined || (only && !only.includes(instance)) ? [] : [{ name, instance }];
  });
  return files.sort((a, b) => Number(a.instance) - Number(b.instance));
}

async function runOne(
  folder: string,
  file: File,
  solving: { seed: number; seconds: number; processorTime: boolean },
  label: string,
  disguised: boolean,
): Promise<Run> {
  const { seed } = solving;
  const plain = decodeText(await readFile(join(folder, file.name)));
  if (!("text" in plain)) throw new Error(`${file.name}, line ${plain.line}: ${plain.what}`);
  const text = disguised ? disguise(plain.text, seed).text : plain.text;
  const read = readStaffScheduling(text, "unnamed");
  if (!("problem" in read)) throw new Error(`${file.name}, line ${read.errors[0]?.line}: ${read.errors[0]?.what}`);
  const outcome = await solve(read.problem, solving);
  // Kilobytes. The process' peak, so of this run or of an earlier one.
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  const base = { instance: file.instance, seed, budget: label, load: loadavg()[0] ?? 0, memory };
  if (outcome.kind !== "solved") {
    const seconds = "seconds" in outcome ? outcome.seconds : 0;
    return { ...base, seconds, cost: null, bound: null, confirmed: false, restarts: 0, trace: [] };
  }
  const { seconds, cost, bound, restarts, trace } = outcome;
  const judged = judge(text, outcome.roster);
  return {
    ...base,
    seconds,
    cost,
    bound: Number.isFinite(bound) ? bound : null,
    confirmed: judged.legal && judged.cost === cost,
    restarts,
    trace,
  };
}
