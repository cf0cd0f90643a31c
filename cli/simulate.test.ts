import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { zhiban } from "./terminal.ts";

const said = hearConsole();

afterEach(() => vi.unstubAllEnvs());

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
  // What is left behind would stand where whatever is passing stands, and others may live there at the same time.
  const passing = mkdtempSync(join(tmpdir(), "zhiban-lived-"));
  onTestFinished(() => rmSync(passing, { recursive: true }));
  vi.stubEnv("TMPDIR", passing);
  const folder = join(passing, "stays");
  expect(await zhiban(["simulate", "--days", "1", "--json", "--data", folder])).toBe(0);
  expect(existsSync(join(folder, "postgres", "PG_VERSION"))).toBe(true);
  expect(await zhiban(["simulate", "--days", "1", "--json"])).toBe(0);
  expect(readdirSync(passing)).toEqual(["stays"]);
  const [stayed, passed] = said.out.map((each) => JSON.parse(each));
  expect(stayed.entries).toBeGreaterThan(100);
  expect(passed.entries).toBe(stayed.entries);
});
