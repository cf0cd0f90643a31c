import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { withDatabase } from "./errand.ts";
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
  const [stayed] = said.out.map((each) => JSON.parse(each));
  const refused = Object.values<number>(stayed.refused).reduce((sum, each) => sum + each, 0);
  expect([stayed.site, stayed.days, stayed.seed, stayed.commands]).toEqual(["tower", 1, 1, stayed.accepted + refused]);
  expect(await figuresIn(folder)).toEqual({
    ...{ entries: stayed.entries, missed: stayed.missed, calls: stayed.calls },
    accepted: stayed.accepted,
  });
  expect(new Set([0, stayed.entries, stayed.missed, stayed.calls, stayed.accepted]).size).toBe(5);
  expect(await zhiban(["simulate", "--days", "1"])).toBe(0);
  expect(readdirSync(passing)).toEqual(["stays"]);
  expect(said.out[1]).toBe(
    `1 days at the tower: ${stayed.commands} commands, ${refused} of them refused; ${stayed.entries} entries, ${stayed.missed} obligations missed, ${stayed.calls} calls`,
  );
});

/** The same, read row by row in what was left behind. */
async function figuresIn(folder: string) {
  return await withDatabase(folder, async (sql) => {
    const entries = await sql<{ type: string }[]>`select type from entry`;
    const of = (wanted: string) => entries.filter(({ type }) => type === wanted).length;
    const commands = await sql<{ actor: string; answer: object }[]>`select actor, answer from command`;
    // What people did; the building was set up, and the clock wakes by itself.
    const done = commands.filter(({ actor, answer }) => /^[0-9a-f-]{36}$/.test(actor) && !("refusal" in answer));
    return {
      ...{ entries: entries.length, missed: of("obligation.missed"), calls: of("obligation.escalated") },
      accepted: done.length,
    };
  });
}
