import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { readStaffScheduling } from "#solver/read-staff-scheduling.ts";
import type { RosterProblem } from "#solver/roster-problem.ts";
import { type Progress, type Solved, type SolveOutcome, type Solving, solve } from "#solver/solve.ts";

const usage = "roster solve FILE --seconds N | --cpu-seconds N | --steps N [--seed S] [--threads N] [--json]";

class BadArgument extends Error {}

/** `roster solve`: reads a staff scheduling file, searches, prints. Status 0, 1 without a legal roster, 2 for a bad argument or file. */
export async function rosterCommand(args: readonly string[]): Promise<number> {
  try {
    return await solveFile(optionsOf(args));
  } catch (error) {
    if (!(error instanceof BadArgument)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

interface Options {
  readonly file: string;
  readonly seconds: number | undefined;
  readonly steps: number | undefined;
  readonly processorTime: boolean;
  readonly seed: number;
  readonly threads: number;
  readonly json: boolean;
}

function optionsOf(args: readonly string[]): Options {
  const text = { type: "string" } as const;
  let parsed: ReturnType<typeof parse>;
  const parse = () =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        seconds: text,
        "cpu-seconds": text,
        steps: text,
        seed: text,
        threads: text,
        json: { type: "boolean" },
      },
    });
  try {
    parsed = parse();
  } catch (error) {
    throw new BadArgument(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`, {
      cause: error,
    });
  }
  const [verb, file, ...more] = parsed.positionals;
  if (verb !== "solve" || file === undefined || more.length > 0) throw new BadArgument(`Usage: ${usage}`);
  const { steps, seed, threads, json } = parsed.values;
  const processor = parsed.values["cpu-seconds"];
  const seconds = parsed.values.seconds ?? processor;
  if (parsed.values.seconds !== undefined && processor !== undefined)
    throw new BadArgument("give --seconds or --cpu-seconds, not both");
  if (seconds !== undefined && steps !== undefined) throw new BadArgument("give --seconds or --steps, not both");
  return {
    file,
    seconds: steps === undefined ? number("--seconds", seconds ?? "60", 0.1, 86_400) : undefined,
    steps: steps === undefined ? undefined : wholeNumber("--steps", steps, 1, 1e9),
    processorTime: processor !== undefined,
    seed: wholeNumber("--seed", seed ?? "1", 0, 2 ** 31),
    threads: wholeNumber("--threads", threads ?? "2", 1, 16),
    json: json === true,
  };
}

function number(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most)) {
    throw new BadArgument(`${option} must be a number from ${least} to ${most}, not "${text}"`);
  }
  return value;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = number(option, text, least, most);
  if (!Number.isInteger(value)) throw new BadArgument(`${option} must be a whole number, not "${text}"`);
  return value;
}

async function solveFile(options: Options): Promise<number> {
  const problem = await problemIn(options.file);
  const controller = new AbortController();
  const cancel = () => controller.abort();
  // Ctrl-C arrives twice through the launcher. Both mean the same, also while the roster is being printed.
  for (const signal of stopSignals) process.on(signal, cancel);
  try {
    return tell(problem, await solve(problem, solvingOf(options, controller.signal)), options);
  } finally {
    for (const signal of stopSignals) process.off(signal, cancel);
  }
}

const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

function solvingOf({ seed, threads, processorTime, seconds, steps, json }: Options, signal: AbortSignal): Solving {
  return {
    seed,
    threads,
    processorTime,
    signal,
    ...(seconds === undefined ? {} : { seconds }),
    ...(steps === undefined ? {} : { steps }),
    ...(json ? {} : { progress }),
  };
}

function progress({ seconds, cost, bound }: Progress): void {
  const found = Number.isFinite(cost) ? `cost ${cost}` : "no roster yet";
  process.stderr.write(`${seconds.toFixed(1)} s: ${found}, bound ${bound}\n`);
}

/** Prints what came of the search, and answers the status that says it. */
function tell(problem: RosterProblem, outcome: SolveOutcome, options: Options): number {
  switch (outcome.kind) {
    case "solved":
      print(problem, outcome, options);
      return 0;
    case "refused":
      throw new BadArgument(`${options.file}: ${outcome.errors.map(({ what }) => what).join("; ")}`);
    case "impossible":
      for (const { person, constraints } of outcome.conflicts) {
        const names = constraints.map(({ name }) => name).join(", ");
        process.stderr.write(`${person}: no row can be legal; these cannot hold together: ${names}\n`);
      }
      return 1;
    case "failed":
      process.stderr.write(`the search failed: ${outcome.error}\n`);
      return 1;
    case "nothing": {
      const why = outcome.why === "time" ? "time was up: give it more" : "search was cancelled";
      process.stderr.write(`no legal roster was found before the ${why}\n`);
      return 1;
    }
  }
}

async function problemIn(file: string): Promise<RosterProblem> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new BadArgument(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const read = readStaffScheduling(text, basename(file).replace(/\.[^.]*$/, ""));
  if ("problem" in read) return read.problem;
  const [first, ...others] = read.errors;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  throw new BadArgument(`${file}, line ${first?.line}: ${first?.what}${more}`);
}

function print(problem: RosterProblem, solved: Solved, { seed, steps, json }: Options): void {
  const { cost, bound, parts, roster } = solved;
  if (!json) {
    const gap = bound > 0 ? `${((100 * (cost - bound)) / bound).toFixed(2)} %` : "unknown";
    process.stdout.write(`${problem.name}: cost ${cost}, bound ${bound}, gap to the bound ${gap}\n`);
    for (const [person, row] of Object.entries(roster))
      process.stdout.write(`${person}: ${row.map((id) => id || "-").join(" ")}\n`);
    return;
  }
  const document = {
    instance: problem.name,
    cost,
    bound: Number.isFinite(bound) ? bound : null,
    // A run counted in steps prints the same bytes every time, so it has no seconds to tell.
    seconds: steps === undefined ? Number(solved.seconds.toFixed(2)) : null,
    seed,
    roster,
    parts: { requests: parts.rows, under: parts.under, over: parts.over },
  };
  process.stdout.write(`${JSON.stringify(document)}\n`);
}
