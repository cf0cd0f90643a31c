import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "#test/tidy/tree.ts";
import { drawnText } from "./drawn-lines.ts";

/*
 * Writes down what the tests of screens draw: what several runs of them have all drawn, since some of it passes too soon to be seen each time.
 * Each run wrote its own folder: ZHIBAN_DRAWN=FOLDER npx vitest run --project screens. Run: node test/drawn/write-drawn.ts FOLDER FOLDER...
 */

const folders = process.argv.slice(2);
if (folders.length < 2) throw new Error("name the folders of two runs at least");
for (const name of readdirSync(folders[0] as string)) {
  const runs = folders.map((folder) => new Set(readFileSync(join(folder, name), "utf8").trimEnd().split("\n")));
  const inAll = [...(runs[0] ?? [])].filter((line) => runs.every((run) => run.has(line)));
  writeFileSync(join(ROOT, "test/drawn", name), drawnText(inAll));
}
