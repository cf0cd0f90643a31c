import { globSync } from "node:fs";
import { defineConfig } from "vitest/config";
import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";
import { hearRefusals } from "../../refusals/wiretap.ts";
import { byCost, isBeside, isLong } from "./test-order.ts";

/* Stryker's runner knows no projects, so it has a configuration of its own: what judges `duty/`, and nothing that needs a database. */

class CheapestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const pathOf = ({ moduleId }: TestSpecification) => moduleId.slice(this.ctx.config.root.length + 1);
    const order = byCost(files.map(pathOf));
    return files.toSorted((a, b) => order.indexOf(pathOf(a)) - order.indexOf(pathOf(b)));
  }
}

const judges = ["duty/**/*.test.ts", "server/regulation/cases.test.ts", "test/tidy/landed.test.ts"];
/** `ZHIBAN_STEADY` leaves out the long ones that stand elsewhere: what the others kill is killed with them too, so the score is no less. */
const leftOut = process.env.ZHIBAN_STEADY ? globSync(judges).filter((path) => isLong(path) && !isBeside(path)) : [];

export default defineConfig({
  plugins: [hearRefusals()],
  test: {
    setupFiles: ["test/refusals/hear-refusals.ts"],
    include: judges,
    exclude: leftOut,
    fsModuleCache: false,
    runner: "test/drill/stryker/stop-loading.ts",
    pool: "forks",
    maxWorkers: 1,
    isolate: false,
    fileParallelism: false,
    sequence: { sequencer: CheapestFirst },
    testTimeout: 60_000,
  },
});
