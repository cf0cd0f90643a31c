import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { zhiban } from "./terminal.ts";

const said = hearConsole();

test.each([
  [["--days", "0"], /^simulate: --days: /],
  [["--days", "many"], /^simulate: --days: /],
  [["--seed=-1"], /^simulate: --seed: /],
  [["--site", "mall"], /^simulate: --site: /],
  [["--fast"], /--fast/],
  [["tower"], /tower/],
])("simulate %j is an argument that is wrong: status 2, one line, before anything is started", async (args, line) => {
  expect(await zhiban(["simulate", ...args])).toBe(2);
  expect(said.err).toHaveLength(1);
  expect(said.err[0]).toMatch(line);
  expect(said.err[0]).not.toContain("\n");
  expect(said.out).toEqual([]);
});

test("a life stays in the folder that was named for it, and without one leaves nothing behind", {
  timeout: 300_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "zhiban-lived-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const aside = () => readdirSync(tmpdir()).filter((each) => each.startsWith("zhiban-simulate-"));
  const before = aside();
  expect(await zhiban(["simulate", "--days", "1", "--json", "--data", folder])).toBe(0);
  expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
  expect(await zhiban(["simulate", "--days", "1", "--json"])).toBe(0);
  expect(aside()).toEqual(before);
  const [stayed, passed] = said.out.map((each) => JSON.parse(each));
  expect(stayed.entries).toBeGreaterThan(100);
  expect(passed.entries).toBe(stayed.entries);
});
