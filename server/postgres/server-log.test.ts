import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { endOfLog, logSince, rotateServerLog } from "./server-log.ts";

const folder = mkdtempSync(join(tmpdir(), "zhiban-log-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("a log of more than ten mebibytes makes room for a new one, and the one before that goes", () => {
  const path = join(folder, "server.log");
  const size = 10 * 1024 * 1024;
  rotateServerLog(path); // there is none yet
  writeFileSync(path, "");
  truncateSync(path, size);
  rotateServerLog(path);
  expect(endOfLog(path)).toBe(size);
  truncateSync(path, size + 1);
  writeFileSync(`${path}.1`, "older");
  rotateServerLog(path);
  expect(existsSync(path)).toBe(false);
  expect(statSync(`${path}.1`).size).toBe(size + 1);
});

test("of what was written since, the last eight kibibytes are told", () => {
  const path = join(folder, "told.log");
  writeFileSync(path, "before\nafter");
  expect(logSince(path, 7)).toBe("after");
  writeFileSync(path, `${"x".repeat(9000)}end`);
  const told = logSince(path, 0);
  expect(told).toHaveLength(8192);
  expect(told.endsWith("xend")).toBe(true);
});
