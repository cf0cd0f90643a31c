import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { json } from "node:stream/consumers";
import { TEST_COUNTS } from "./test-counts.ts";
import { ROOT } from "./tree.ts";

/* Writes down how many tests each file has. Run: ZHIBAN_LONG=1 npx vitest list --json --no-static-parse | node test/tidy/write-test-counts.ts */

const listed = (await json(process.stdin)) as readonly { readonly file: string }[];
const counts: Record<string, number> = {};
for (const { file } of listed) {
  const path = relative(ROOT, file);
  counts[path] = (counts[path] ?? 0) + 1;
}
writeFileSync(`${ROOT}/${TEST_COUNTS}`, `${JSON.stringify(counts, Object.keys(counts).sort(), 2)}\n`);
