import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";
import { hearRefusals } from "../../refusals/wiretap.ts";
import { byCost } from "./test-order.ts";

/* Stryker's runner knows no projects, so it has a configuration of its own: what judges `duty/`, and nothing that needs a database. */

class CheapestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const pathOf = ({ moduleId }: TestSpecification) => moduleId.slice(this.ctx.config.root.length + 1);
    const order = byCost(files.map(pathOf));
    return files.toSorted((a, b) => order.indexOf(pathOf(a)) - order.indexOf(pathOf(b)));
  }
}

const judges = ["duty/**/*.test.ts", "server/regulation/cases.test.ts", "test/tidy/landed.test.ts"];
/** `ZHIBAN_STEADY` leaves out what takes long elsewhere: what the others kill is killed with it too, so the score is no less. */
const isSteady = process.env.ZHIBAN_STEADY !== undefined;
const months = globSync(judges).filter((path) => /\bliveMonth\(/.test(readFileSync(path, "utf8")));

export default defineConfig({
  plugins: [hearRefusals()],
  test: {
    setupFiles: ["test/refusals/hear-refusals.ts", ...(isSteady ? ["test/drill/stryker/leave-out-drawn.ts"] : [])],
    include: judges,
    exclude: isSteady ? months : [],
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
