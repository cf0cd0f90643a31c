import { execFile } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./tree.ts";

/** Long enough for a tool that reads the whole repository, beside other work. */
export const toolTime = 180_000;

/** Runs a program of the repository's own packages in its folder. */
export function runTool(program: string, ...words: string[]): Promise<{ status: number; said: string }> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, maxBuffer: 2 ** 26, env: { ...process.env, NO_COLOR: "1" } };
    const child = execFile(join(ROOT, "node_modules", ".bin", program), words, options, (_, stdout, stderr) => {
      resolve({ status: child.exitCode ?? 1, said: stdout + stderr });
    });
  });
}
