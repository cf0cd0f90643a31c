import { execFile } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one verb of the command line in a process of its own, as an English terminal would. */
export function runErrand(
  verb: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const options = { cwd: root, env: { ...process.env, LC_ALL: "en_GB.UTF-8", ...env }, maxBuffer: 1 << 26 };
  return new Promise((resolve) => {
    execFile(process.execPath, ["cli/main.ts", ...verb.split(" "), ...args], options, (error, out, err) => {
      resolve({ status: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
    });
  });
}
