import { spawn } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../tidy/tree.ts";

/** What Vitest says of the tests that failed: nothing where all passed. `words` name files or projects, `env` is added to this process's own. */
export function redTests(words: readonly string[], env: Readonly<Record<string, string>>): Promise<string[]> {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vitest, "run", ...words], {
      cwd: ROOT,
      env: { ...process.env, ...env },
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
