import { repository } from "../tidy/tree.ts";
import type { Drill } from "./drill-result.ts";
import { redTests } from "./red-tests.ts";

/** Every test that draws from a new seed each time: `npm test` runs it a few times only. Whatever names `freshSeed` is run here too. */
function drawingAnew(): string[] {
  const calls = /\bfreshSeed\(\)/;
  return [...repository()].flatMap(([path, text]) => (path.endsWith(".test.ts") && calls.test(text) ? [path] : []));
}

/** The properties of `npm test` again, from one new seed after the other. */
export const propertiesDrill: Drill = async ({ short, seed }) => {
  const rounds = short ? 1 : 40;
  const files = drawingAnew();
  const failures: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const red = await redTests(files, { ZHIBAN_SEED: String(seed + round) });
    failures.push(...red.map((line) => `seed ${seed + round}: ${line}`));
  }
  return { name: "properties", passed: failures.length === 0, counts: { rounds, files: files.length }, failures };
};
