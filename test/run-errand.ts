import { execFile } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command of `cli/` in a process of its own, as the terminal would. `exported` is its function in `cli/<file>.ts`. */
export function runErrand(
  [file, exported]: readonly [file: string, exported: string],
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const program = `import { ${exported} as run } from "./cli/${file}.ts"; process.exitCode = await run(process.argv.slice(1));`;
  const options = { cwd: root, env: { ...process.env, ...env }, maxBuffer: 1 << 26 };
  return new Promise((resolve) => {
    execFile(process.execPath, ["--input-type=module", "-e", program, "--", ...args], options, (error, out, err) => {
      resolve({ status: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
    });
  });
}
