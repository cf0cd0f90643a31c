import { expect, test } from "vitest";
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
