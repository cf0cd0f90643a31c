import { spawnSync } from "node:child_process";
import process from "node:process";
import { expect, test } from "vitest";

test.each([
  [["bench", "--nonsense"], "bench: Unknown option '--nonsense'"],
  [["nonsense"], "There is no command nonsense"],
])("%j is the caller's mistake: one sentence, status 2", (args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, ["cli/main.ts", ...args], { encoding: "utf8" });
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split("\n").length).toBe(1);
  expect(status).toBe(2);
});
