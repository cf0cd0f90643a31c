import { defineConfig } from "vitest/config";

const beside = ["duty", "solver", "server", "connect", "paper", "cli", "web", "bench"].map(
  (folder) => `${folder}/**/*.test.{ts,tsx}`,
);

export default defineConfig({
  test: {
    pool: "forks", // PostgreSQL must be started from a main thread
    maxWorkers: 2,
    // Nothing is judged by the clock: this only ends what hangs, on a machine however busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: process.env.CI ? ["dot"] : ["default"],
    projects: [
      { extends: true, test: { name: "pure", include: beside } },
      { extends: true, test: { name: "tidy", include: ["test/tidy/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "stories",
          include: ["test/stories/**/*.story.test.ts"],
          globalSetup: "test/global-cluster.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "journeys",
          include: ["test/journeys/**/*.journey.test.ts"],
          globalSetup: "test/global-cluster.ts",
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
