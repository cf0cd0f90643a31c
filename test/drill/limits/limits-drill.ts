import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tidy/tree.ts";
import type { DrillResult } from "../drill-result.ts";

/** The named numbers of everything but the screens, sorted by hand into limits, by the test that sees each, and what limits nothing. */
export interface Limits {
  /** Limit → the file of the test that turns red where it is a thousand times looser. */
  readonly seenBy: Readonly<Record<string, string>>;
  /** Limits that no test sees yet; the list only gets shorter. */
  readonly unseen: readonly string[];
  /** Sizes, versions, numbers of a format, and how long something rests: loosening them harms nobody. The list only gets shorter. */
  readonly noLimits: readonly string[];
  /** Numbers that came later and limit nothing, each with the reason. */
  readonly limitsNothing: Readonly<Record<string, string>>;
}

export const LIMITS = "test/drill/limits.json";

export function limits(): Limits {
  return JSON.parse(readFileSync(join(ROOT, LIMITS), "utf8"));
}

/** Loosens every limit a thousand times, one after the other, and asks the test that is said to see it. */
export async function limitsDrill(): Promise<DrillResult> {
  const failures: string[] = [];
  const { seenBy, unseen } = limits();
  const files = [...new Set(Object.values(seenBy))];
  const sound = new Set<string>();
  for (const file of files) {
    if (await passes(file)) sound.add(file);
    else failures.push(`${file} fails as it stands`);
  }
  let seen = 0;
  for (const [limit, file] of Object.entries(seenBy)) {
    if (!sound.has(file)) continue;
    if (await passes(file, limit)) failures.push(`${limit} can be loosened, and ${file} does not see it`);
    else seen += 1;
  }
  return { name: "limits", passed: failures.length === 0, counts: { seen, "without a test": unseen.length }, failures };
}

function passes(file: string, loosened?: string): Promise<boolean> {
  const words = ["run", "--config", "test/drill/limits/limits-vitest.config.ts", file];
  const env = { ...process.env, ...(loosened === undefined ? {} : { ZHIBAN_LOOSENED: loosened }) };
  return new Promise((resolve, reject) => {
    const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
    const child = spawn(process.execPath, [vitest, ...words], { cwd: ROOT, env, stdio: "ignore" });
    child.on("error", reject);
    child.on("exit", (status) => resolve(status === 0));
  });
}
