import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { GivenRefusal } from "./refusal-words.ts";

/**
 * What the unit tests of this run were refused with: each code with each set of names that its detail had.
 * @throws Error where none has run
 */
export function heardRefusals(): readonly GivenRefusal[] {
  const folder = process.env.ZHIBAN_HEARD;
  if (folder === undefined || !existsSync(folder))
    throw new Error(
      "No unit test has run before this check: run npm test, or vitest run --project pure --project last.",
    );
  const lines = readdirSync(folder).flatMap((each) => readFileSync(join(folder, each), "utf8").trim().split("\n"));
  return lines.map((line) => JSON.parse(line) as GivenRefusal);
}
