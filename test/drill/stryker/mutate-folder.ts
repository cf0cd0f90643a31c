import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { Stryker } from "@stryker-mutator/core";
import { ROOT } from "../../tidy/tree.ts";

type Options = ConstructorParameters<typeof Stryker>[0];
type Mutant = Awaited<ReturnType<Stryker["runMutationTest"]>>[number];

/** What became of the mutants of one folder of `duty/`. */
export interface Mutation {
  readonly folder: string;
  /** Killed of a hundred that could have been, to one decimal, never rounded up. */
  readonly score: number;
  readonly killed: number;
  /** `file:line:column mutator: replacement`, in the order of the files. */
  readonly survivors: readonly string[];
  /** The file in which the survivors are listed. */
  readonly list: string;
}

/** The name of the files that stand directly in `duty/`. */
export const HERE = ".";

/** Only what judges `duty/` is copied to where the mutants live. */
const SANDBOX = ["**", ...["duty", "server", "connect", "solver", "test", "regulations"].map((each) => `!${each}/**`)];
const HISTORY = "drill-history";
/** Where nothing can be loaded any more no test passes, and whoever runs them notices. */
const UNLOADABLE = "RuntimeError";
const JUDGED = ["Killed", "Timeout", "Survived", "NoCoverage", UNLOADABLE];
/** How Stryker begins to say that a runner broke off, whoever was to blame. */
const CRASHED = "Test runner crashed";
const ALIVE = ["Survived", "NoCoverage"];

/**
 * Mutates the files of one folder of `duty/`, or those that stand directly in it (`.`), and asks the tests. Mutants of words are left out by
 * `leave-words-out.ts`, sentences with their files.
 */
export async function mutateFolder(folder: string): Promise<Mutation> {
  // The order of the tests begins with those that stand beside what is mutated.
  process.env.ZHIBAN_MUTATED = folder;
  const whole = [folder === HERE ? "duty/*.ts" : `duty/${folder}/**/*.ts`, "!**/*.test.ts", "!**/*sentences.ts"];
  const first = await new Stryker({ ...optionsFor(folder), mutate: whole, ignoreStatic: true }).runMutationTest();
  const results = [...first.filter((each) => !isLeftForLoading(each)), ...(await mutatedInLoading(folder, first))];
  const unjudged = results.find((each) => each.status !== "Ignored" && !isJudged(each));
  if (unjudged)
    throw new Error(`${placeOf(unjudged)} could not be judged: ${unjudged.status}, ${unjudged.statusReason}`);
  const alive = results.filter(({ status }) => ALIVE.includes(status));
  const judged = results.filter(({ status }) => JUDGED.includes(status)).length;
  const survivors = alive.map(placeOf);
  const list = join(HISTORY, `${nameOf(folder)}.txt`);
  mkdirSync(join(ROOT, HISTORY), { recursive: true });
  writeFileSync(join(ROOT, list), `${survivors.join("\n")}\n`);
  const killed = judged - alive.length;
  return { folder, score: Math.floor((1000 * killed) / Math.max(1, judged)) / 10, killed, survivors, list };
}

/** What Stryker calls an error of the runner itself is one of the mutant's only where no file of tests could be loaded. */
function isJudged({ status, statusReason }: Pick<Mutant, "status" | "statusReason">): boolean {
  return JUDGED.includes(status) && !(status === UNLOADABLE && statusReason?.startsWith(CRASHED));
}

/** Whether no test comes by it after everything is loaded, so that it must be there while that is done, and all tests are asked. */
function isLeftForLoading({ status, statusReason }: Mutant): boolean {
  return status === "Ignored" && statusReason?.startsWith("Static mutant") === true;
}

async function mutatedInLoading(folder: string, first: readonly Mutant[]): Promise<Mutant[]> {
  const left = new Map(first.filter(isLeftForLoading).map((each) => [placeOf(each), each]));
  const rangeOf = ({ fileName, location: { start, end } }: Mutant) =>
    `${relative(ROOT, fileName)}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`; // columns are counted from nought there
  const mutate = [...new Set([...left.values()].map(rangeOf))];
  if (mutate.length === 0) return [];
  const fileName = join(HISTORY, `${nameOf(folder)}-loading.json`);
  const again = await new Stryker({ ...optionsFor(folder), mutate, jsonReporter: { fileName } }).runMutationTest();
  const judged = again.filter((each) => left.has(placeOf(each)));
  if (judged.length !== left.size) throw new Error(`${left.size} mutants were left, and ${judged.length} judged`);
  return judged;
}

function optionsFor(folder: string): Options {
  return {
    ignorePatterns: [...SANDBOX, "!package.json", "!biome.json", "!tsconfig.json", "!duty/tsconfig.json"],
    testRunner: "resident",
    vitest: { configFile: "test/drill/stryker/stryker-vitest.config.ts", related: false },
    plugins: ["@stryker-mutator/vitest-runner", "./test/drill/stryker/stryker-plugins.ts"],
    ignorers: ["words"],
    // A file that does not exist: where one does, Stryker asks it of a programming interface that TypeScript 7 does not have.
    tsconfigFile: "no-tsconfig.json",
    coverageAnalysis: "perTest",
    concurrency: Number(process.env.STRYKER_CONCURRENCY ?? availableParallelism()),
    reporters: ["json"],
    jsonReporter: { fileName: join(HISTORY, `${nameOf(folder)}.json`) },
    logLevel: "error" as NonNullable<Options["logLevel"]>,
    allowConsoleColors: false,
    cleanTempDir: "always",
    disableTypeChecks: false,
    timeoutMS: 20_000,
  };
}

function nameOf(folder: string): string {
  return `stryker-${folder === HERE ? "duty" : folder}`;
}

function placeOf({ fileName, location: { start }, mutatorName, replacement = "" }: Mutant): string {
  return `${relative(ROOT, fileName)}:${start.line}:${start.column} ${mutatorName}: ${replacement}`.replaceAll(
    /\s+/g,
    " ",
  );
}
