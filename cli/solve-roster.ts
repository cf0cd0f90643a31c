import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { decodeText } from "#server/regulation/text-file.ts";
import { readStaffScheduling } from "#solver/read-staff-scheduling.ts";
import type { RosterProblem } from "#solver/roster-problem.ts";
import { type Progress, type Solved, type SolveOutcome, type Solving, solve } from "#solver/solve.ts";
import { jsonFlag, verb, WrongArgument } from "./verb.ts";

/** Reads a staff scheduling file, searches, prints. Status 0, 1 without a legal roster, 2 for a bad argument or file. */
export const solveVerb = verb({
  does: { zh: "排出一个月的班", en: "a roster for a month" },
  operands: {
    file: { says: "FILE", is: { zh: "排班题目（Staff Scheduling 格式）", en: "a staff scheduling problem" } },
  },
  flags: {
    seconds: {
      takes: "N",
      is: { zh: "找多少秒；三者都不写则为 60", en: "how long to search; 60 where none of the three is given" },
    },
    "cpu-seconds": { takes: "N", is: { zh: "改为处理器时间的秒数", en: "seconds of processor time instead" } },
    steps: { takes: "N", is: { zh: "改为步数；同种子同结果", en: "steps instead; the same seed, the same roster" } },
    seed: { takes: "S", otherwise: "1", is: { zh: "随机种子", en: "the seed of chance" } },
    threads: { takes: "N", otherwise: "2", is: { zh: "线程数，1 到 16", en: "how many threads, 1 to 16" } },
    json: jsonFlag,
  },
  run: async ({ "cpu-seconds": cpuSeconds, ...given }) => await solveFile(optionsOf({ ...given, cpuSeconds })),
});

interface Options {
  readonly file: string;
  readonly seconds: number | undefined;
  readonly steps: number | undefined;
  readonly processorTime: boolean;
  readonly seed: number;
  readonly threads: number;
  readonly json: boolean;
}

interface GivenOptions {
  readonly file: string;
  readonly seconds: string | undefined;
  readonly cpuSeconds: string | undefined;
  readonly steps: string | undefined;
  readonly seed: string;
  readonly threads: string;
  readonly json: boolean;
}

function optionsOf({ file, cpuSeconds, steps, seed, threads, json, ...given }: GivenOptions): Options {
  const seconds = given.seconds ?? cpuSeconds;
  if (given.seconds !== undefined && cpuSeconds !== undefined)
    throw new WrongArgument({
      zh: "--seconds 与 --cpu-seconds 只写一个",
      en: "give --seconds or --cpu-seconds, not both",
    });
  if (seconds !== undefined && steps !== undefined)
    throw new WrongArgument({ zh: "--seconds 与 --steps 只写一个", en: "give --seconds or --steps, not both" });
  return {
    file,
    seconds: steps === undefined ? number("--seconds", seconds ?? "60", 0.1, 86_400) : undefined,
    steps: steps === undefined ? undefined : wholeNumber("--steps", steps, 1, 1e9),
    processorTime: cpuSeconds !== undefined,
    seed: wholeNumber("--seed", seed, 0, 2 ** 31),
    threads: wholeNumber("--threads", threads, 1, 16),
    json,
  };
}

function number(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= least && value <= most)) {
    throw new WrongArgument({
      zh: `${option} 须为 ${least} 到 ${most} 的数，不是 "${text}"`,
      en: `${option} must be a number from ${least} to ${most}, not "${text}"`,
    });
  }
  return value;
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = number(option, text, least, most);
  if (!Number.isInteger(value))
    throw new WrongArgument({
      zh: `${option} 须为整数，不是 "${text}"`,
      en: `${option} must be a whole number, not "${text}"`,
    });
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
      throw new WrongArgument(`${options.file}: ${outcome.errors.map(({ what }) => what).join("; ")}`);
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
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new WrongArgument(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  const decoded = decodeText(bytes);
  if (!("text" in decoded)) throw new WrongArgument(`${file}, line ${decoded.line}: ${decoded.what}`);
  const read = readStaffScheduling(decoded.text, basename(file).replace(/\.[^.]*$/, ""));
  if ("problem" in read) return read.problem;
  const [first, ...others] = read.errors;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  throw new WrongArgument(`${file}, line ${first?.line}: ${first?.what}${more}`);
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
