import { defineConfig } from "vitest/config";
import { loosen } from "./loosen.ts";

/* The tests that see a limit, with that limit loosened. Any test of the tree may be named: those that need a database find one. */

const limit = process.env.ZHIBAN_LOOSENED;

export default defineConfig({
  plugins: limit ? [loosen(limit)] : [],
  test: {
    include: ["{bench,cli,duty,server,solver}/**/*.test.ts", "test/stories/*.story.test.ts"],

    // What is kept between runs is told apart by files, and a loosened limit stands in none.
    fsModuleCache: false,
    pool: "forks",
    globalSetup: "test/global-cluster.ts",
    maxWorkers: 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    bail: 1,
  },
});
