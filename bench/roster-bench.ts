import { appendFile, readdir, readFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readStaffScheduling } from "#solver/read-staff-scheduling.ts";
import { solve } from "#solver/solve.ts";
import { type Figure, median } from "./measured.ts";
import { judge } from "./roster-checker.ts";
import { disguise } from "./roster-disguise.ts";
import { references } from "./roster-reference.ts";

/** One run of one instance; a line of the results file. */
interface Run {
  readonly instance: string;
  readonly seed: number;
  readonly budget: string;
  readonly seconds: number;
  readonly cost: number | null;
  readonly bound: number | null;
  /** What the independent checker says: legal, and the cost that the solver told. */
  readonly confirmed: boolean;
  readonly trace: readonly (readonly [number, number])[];
  /** Others' work on the machine: its load when the run ended. */
  readonly load: number;
}

/**
 * `bench roster FOLDER [--only 1,2,…] [--seeds 1,2,3] [--seconds N | --cpu-seconds N] [--disguised] [--results FILE]
 * --json`: solves every instance of the folder with every seed, disguised under other names and in another order if asked. Runs already in the results file are not done again, so that it can be
 * broken off and taken up. Status 1 if the checker disagrees with any roster.
 */
export async function rosterBench(args: readonly string[]): Promise<number> {
  const text = { type: "string" } as const;
  const flags = { disguised: { type: "boolean" }, json: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { only: text, seeds: text, seconds: text, "cpu-seconds": text, results: text, ...flags },
  });
  const folder = positionals[0];
  if (folder === undefined) {
    process.stderr.write("bench roster needs the folder of instances\n");
    return 2;
  }
  const cpu = values["cpu-seconds"];
  const budget = { seconds: Number(cpu ?? values.seconds ?? 60), processorTime: cpu !== undefined };
  const disguised = values.disguised === true;
  const label = `${budget.seconds} ${budget.processorTime ? "cpu s" : "s"}${disguised ? ", disguised" : ""}`;
  const results = values.results ?? "roster-results.jsonl";
  const done = await runsIn(results);
  const seeds = (values.seeds ?? "1").split(",").map(Number);
  const runs: Run[] = [];
  for (const file of await filesIn(folder, values.only?.split(","))) {
    for (const seed of seeds) {
      const known = done.find((run) => run.instance === file.instance && run.seed === seed && run.budget === label);
      const run = known ?? (await runOne(folder, file, { ...budget, seed }, label, disguised));
      if (!known) await appendFile(results, `${JSON.stringify(run)}\n`);
      process.stderr.write(
        `${run.instance} seed ${seed}: ${run.cost}, bound ${run.bound}, ${run.confirmed ? "confirmed" : "NOT CONFIRMED"}\n`,
      );
      runs.push(run);
    }
  }
  const figures = figuresOf(runs, label);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ name: "roster", cores: availableParallelism(), figures })}\n`);
  else
    for (const { name, value, unit, reference } of figures)
      process.stdout.write(`${name}: ${value} ${unit} (${reference ?? "-"})\n`);
  return runs.every((run) => run.confirmed) ? 0 : 1;
}

async function runsIn(file: string): Promise<Run[]> {
  try {
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as Run);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
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
  const plain = await readFile(join(folder, file.name), "utf8");
  const text = disguised ? disguise(plain, seed).text : plain;
  const read = readStaffScheduling(text, "unnamed");
  if (!("problem" in read)) throw new Error(`${file.name}, line ${read.faults[0]?.line}: ${read.faults[0]?.what}`);
  const outcome = await solve(read.problem, solving);
  const base = { instance: file.instance, seed, budget: label, load: loadavg()[0] ?? 0 };
  if (outcome.kind !== "solved")
    return { ...base, seconds: solving.seconds, cost: null, bound: null, confirmed: true, trace: [] };
  const judged = judge(text, outcome.roster);
  const { seconds, cost, bound, trace } = outcome;
  return {
    ...base,
    seconds,
    cost,
    bound: Number.isFinite(bound) ? bound : null,
    confirmed: judged.legal && judged.cost === cost,
    trace,
  };
}

/** Figures of what was found; what was not found has none. */
function figuresOf(runs: readonly Run[], label: string): Figure[] {
  const figures: Figure[] = [];
  const gaps: number[] = [];
  const say = (name: string, value: number, unit: string, reference?: number) => {
    if (!Number.isFinite(value)) return;
    const beside = reference === undefined ? {} : { reference, ratio: Number((reference / value).toFixed(4)) };
    figures.push({ name, value: Number(value.toFixed(3)), unit, ...beside });
  };
  for (const instance of new Set(runs.map((run) => run.instance))) {
    const of = runs.filter((run) => run.instance === instance);
    const cost = median(of.map((run) => run.cost ?? Number.POSITIVE_INFINITY));
    const reference = references[instance];
    say(`${instance}: median cost, ${label}, beside the best known`, cost, "cost", reference?.best);
    say(`${instance}: bound`, Math.max(...of.map((run) => run.bound ?? 0)), "cost");
    if (!reference) continue;
    gaps.push((100 * (cost - reference.best)) / reference.best);
    say(`${instance}: gap to the best known`, gaps.at(-1) ?? Number.NaN, "%");
    const published = reference.tenMinutes ?? Number.NaN;
    say(`${instance}: gap to the best published at 10 minutes`, (100 * (cost - published)) / published, "%");
    for (const near of [5, 1, 0.1]) {
      const reached = of.map(
        (run) => run.trace.find(([, at]) => at <= reference.best * (1 + near / 100))?.[0] ?? Number.POSITIVE_INFINITY,
      );
      say(`${instance}: wall-clock time to ${near} %`, median(reached), "s");
    }
  }
  say("mean gap to the best known", gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length, "%");
  return figures;
}
