import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT, repository } from "../tidy/tree.ts";
import type { Drill } from "./drill-result.ts";

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
    const red = await redFrom(files, seed + round);
    failures.push(...red.map((line) => `seed ${seed + round}: ${line}`));
  }
  return { name: "properties", passed: failures.length === 0, counts: { rounds, files: files.length }, failures };
};

/** What vitest says of the properties that failed from a seed. */
function redFrom(files: readonly string[], seed: number): Promise<string[]> {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const env = { ...process.env, ZHIBAN_SEED: String(seed) };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, "run", ...files], {
      cwd: ROOT,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => said.push(chunk.toString()));
    child.on("error", reject);
    child.on("exit", (status) => resolve(status === 0 ? [] : reasonsIn(said.join(""), status)));
  });
}

function reasonsIn(said: string, status: number | null): string[] {
  const lines = said.split("\n").filter((line) => /FAIL|Error|seed:|Counterexample/.test(line));
  return lines.length > 0 ? lines : [`vitest ended with ${status}`];
}
