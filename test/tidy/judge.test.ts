import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT } from "./tree.ts";

/* The judge of everything else, in a folder of its own where `npm` says what the test tells it to. */

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zhiban-judge-"));
  for (const below of [".ci", "bin", "test/drill"]) mkdirSync(join(folder, below), { recursive: true });
  copyFileSync(join(ROOT, ".ci", "run"), join(folder, ".ci", "run"));
  writeFileSync(join(folder, "test", "drill", "drill.ts"), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

interface Told {
  /** How `npm test` ends. */
  readonly ends: number;
  /** What it leaves as its results; without it, it leaves the file as it was. */
  readonly results?: string;
  /** How the drill ends. */
  readonly drill?: number;
}

/** How the judge ends, and what it says, last and in all. */
function judged({ ends, results, drill = 0 }: Told): { status: number | null; verdict: string; said: string } {
  writeFileSync(join(folder, "results"), results ?? "");
  const leaves = results === undefined ? "" : `cp "${join(folder, "results")}" "\${word#--outputFile.json=}"`;
  const npm = `#!/usr/bin/env bash
if [ "$1" = run ]; then exit ${drill}; fi
for word in "$@"; do
  case "$word" in --outputFile.json=*) ${leaves || ":"} ;; esac
done
exit ${ends}
`;
  writeFileSync(join(folder, "bin", "npm"), npm);
  chmodSync(join(folder, "bin", "npm"), 0o755);
  const path = [join(folder, "bin"), dirname(process.execPath), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH: path };
  const { status, stdout } = spawnSync("bash", [join(folder, ".ci", "run")], { env, encoding: "utf8" });
  return { status, verdict: stdout.trim().split("\n").at(-1) ?? "", said: stdout };
}

const counted = (passed: number, failed: number) => JSON.stringify({ numPassedTests: passed, numFailedTests: failed });

test("all that passed is passed, and the drill is one more", () => {
  expect(judged({ ends: 0, results: counted(7, 0) })).toMatchObject({ status: 0, verdict: "8 passed, 0 failed" });
});

describe("the judge does not pass", () => {
  test.each<[string, Told, string]>([
    ["what failed", { ends: 1, results: counted(7, 2) }, "8 passed, 2 failed"],
    ["what failed outside of any test", { ends: 1, results: counted(7, 0) }, "8 passed, 1 failed"],
    ["what failed and yet ended well", { ends: 0, results: counted(7, 2) }, "8 passed, 2 failed"],
    ["what wrote no results", { ends: 0 }, "1 passed, 1 failed"],
    ["what failed and wrote no results", { ends: 1 }, "1 passed, 1 failed"],
    ["what broke off in its results", { ends: 0, results: '{"numPassedTests": 7' }, "1 passed, 1 failed"],
    ["results that count nothing", { ends: 0, results: "{}" }, "1 passed, 1 failed"],
    ["where no test ran", { ends: 0, results: counted(0, 0) }, "1 passed, 1 failed"],
    ["a drill that failed", { ends: 0, results: counted(7, 0), drill: 1 }, "7 passed, 1 failed"],
  ])("%s", (_, told, verdict) => expect(judged(told)).toMatchObject({ status: 1, verdict }));

  test("and says that it was outside of any test", () => {
    expect(judged({ ends: 3, results: counted(7, 0) }).said).toContain(
      "ended with 3 outside of any test, after 7 passed",
    );
  });
});
