import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, afterEach, expect } from "vitest";
import { heldWhole } from "#test/held-whole.ts";
import { ROOT } from "#test/tidy/tree.ts";
import { type DocumentOfTest, drawnText, missingFrom, watchDrawn } from "./drawn-lines.ts";

/*
 * Set up for every test of screens: what its file drew when somebody last wrote it down is drawn still. A word, a mark or a button that a screen loses
 * is told here, whichever test looks at what. Where a screen is meant to change, write it down anew as `write-drawn.ts` says, and read the difference.
 */

const drawn = watchDrawn();
const { document } = globalThis as unknown as DocumentOfTest;
const out = process.env.ZHIBAN_DRAWN;

afterEach(() => drawn.seeAll(document.body));

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are asked for
afterAll(({}, file) => {
  // Where a test failed, what it would have drawn is missing.
  if (!heldWhole(file)) return;
  const name = `${basename(expect.getState().testPath ?? "", ".screen.test.tsx")}.txt`;
  if (out !== undefined) return writeFileSync(join(out, name), drawnText(drawn.seen));
  const missing = missingFrom(drawn.seen, readFileSync(join(ROOT, "test/drawn", name), "utf8"));
  if (missing.length > 0)
    throw new Error(`no longer drawn, and written down in test/drawn/${name}:\n${missing.join("\n")}`);
});
