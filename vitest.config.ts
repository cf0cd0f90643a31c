import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { hearRefusals } from "./test/refusals/wiretap.ts";
import { hearPlaces } from "./test/refusals/wiretap-places.ts";
import { watchClaims } from "./test/tidy/watch-claims.ts";
import { traditionalChinese } from "./web/traditional.ts";

const under = (...folders: string[]) => folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`);
/** Judges of drills, on planted results; the drills themselves are run by `npm run drill`. */
const judges = "test/drill/*.test.ts";
/** Parts of screens in a DOM. */
const parts = "web/**/*.screen.test.tsx";
/** What asks everything in every way, and takes minutes: run by `npm run drill -- long`, and by `.ci/run` with it. */
const long = "**/*.long.test.ts";

/** Fails a claim of each of a list that is empty, a property that hardly ever claims, and a file with a claim that is never made. */
const hearClaims = "test/tidy/hear-claims.ts";

/** How long a claim may be asked again until it holds: what only ends what hangs, well within the time of a test. */
export const pollPatience = 30_000;

/** Where the workers of this run write down what they were refused. */
process.env.ZHIBAN_HEARD = join(tmpdir(), `zhiban-heard-${process.pid}`);

/** What only a drill runs, which sets `ZHIBAN_LONG`. */
const ofDrills: TestProjectInlineConfiguration[] = [
  {
    extends: true,
    plugins: [watchClaims()],
    test: {
      name: "long",
      include: [long],
      isolate: false,
      globalSetup: "test/global-cluster.ts",
      setupFiles: [hearClaims],
      testTimeout: 180_000,
      hookTimeout: 120_000,
    },
  },
];

export default defineConfig({
  test: {
    pool: "forks", // PostgreSQL must be started from a main thread
    maxWorkers: 2,
    // Nothing is judged by the clock: this only ends what hangs, on a machine however busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: {
      // A loop over nothing claims nothing, though a claim stands in it; beside other claims that is heard by hearClaims.
      requireAssertions: true,
      // A claim that is asked again until it holds would be given up after a second.
      poll: { timeout: pollPatience },
    },
    // A list, as in every project: of two texts the later one would stand alone.
    setupFiles: ["test/tidy/hold-test-count.ts"],
    reporters: process.env.CI ? ["dot"] : ["default"],
    projects: [
      ...(process.env.ZHIBAN_LONG === undefined ? [] : ofDrills),
      {
        extends: true,
        plugins: [hearRefusals(), hearPlaces(), watchClaims()],
        test: {
          name: "pure",
          include: ["duty/**/*.test.ts"],
          exclude: [long],
          // Loading the rules anew for each file takes longer than most files of tests do.
          isolate: false,
          globalSetup: "test/refusals/keep-heard.ts",
          setupFiles: ["test/refusals/hear-refusals.ts", hearClaims],
        },
      },
      {
        extends: true,
        plugins: [hearRefusals(), hearPlaces(), watchClaims()],
        test: {
          name: "apart",
          include: [...under("server", "connect", "paper", "cli", "bench"), judges],
          exclude: [long],
          isolate: false,
          globalSetup: "test/refusals/keep-heard.ts",
          setupFiles: ["test/refusals/hear-refusals.ts", hearClaims],
        },
      },
      {
        extends: true,
        plugins: [hearRefusals(), hearPlaces(), watchClaims()],
        test: {
          name: "alone",
          pool: "threads", // each file has one of its own, since these turn the language, the clock or a module; threads begin sooner than forks
          include: under("solver", "web"),
          exclude: [parts],
          globalSetup: "test/refusals/keep-heard.ts",
          setupFiles: ["test/refusals/hear-refusals.ts", hearClaims],
        },
      },
      {
        extends: true,
        plugins: [traditionalChinese(), watchClaims()],
        test: {
          name: "screens",
          include: [parts],
          environment: "happy-dom",
          isolate: false,
          setupFiles: ["test/begin-anew.ts", "test/dom-patience.ts", "test/drawn/hold-drawn.ts", hearClaims],
        },
      },
      {
        extends: true,
        plugins: [watchClaims()],
        test: {
          name: "tidy",
          include: ["test/tidy/**/*.test.ts"],
          isolate: false,
          setupFiles: [hearClaims],
        },
      },
      {
        extends: true,
        plugins: [watchClaims()],
        test: {
          name: "stories",
          include: ["test/stories/**/*.story.test.ts"],
          isolate: false,
          globalSetup: "test/global-cluster.ts",
          setupFiles: [hearClaims],
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          // `npm run journeys` tells them all, however long.
          include: [
            "test/journeys/**/*.journey.test.ts",
            ...(process.env.ZHIBAN_JOURNEYS ? [`test/journeys/${long}`] : []),
          ],
          globalSetup: "test/global-cluster.ts",
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      // What can only be said when the others are over.
      {
        extends: true,
        test: {
          name: "last",
          include: ["test/refusals/*.test.ts"],
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
