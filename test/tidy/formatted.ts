import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./tree.ts";

/** A text as the linter wants it in a file of this name: what is written by a command needs nothing further, and differs only where it says something else. */
export function formatted(path: string, text: string): string {
  const biome = join(ROOT, "node_modules", "@biomejs", "biome", "bin", "biome");
  const words = [biome, "format", `--stdin-file-path=${path}`];
  return execFileSync(process.execPath, words, { cwd: ROOT, input: text, encoding: "utf8" });
}
