import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { changePack, copyPack } from "#test/changed-pack.ts";
import { hearConsole } from "#test/hear-console.ts";
import { guardsEdition, leadersEdition, only, RewrittenRegulations } from "#test/rewritten-regulations.ts";
import { zhiban } from "./terminal.ts";

vi.setConfig({ testTimeout: 180_000 }); // coverage leads hundreds of small lives

const rewrite = new RewrittenRegulations();
const said = hearConsole();

function changedAgain(folder: string, file: string, from: string, to: string): void {
  writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replaceAll(from, to));
}

describe("regulations coverage", () => {
  test("fails where a required text stands in neither catalogue nor review; without requiring it, it may be used", async () => {
    const folder = join(rewrite.scratch, "unheld");
    cpSync("test/packs", folder, { recursive: true });
    rmSync(join(folder, "reviewed"), { recursive: true });
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--require", "LVP", "--json"])).toBe(1);
    expect(said.err).toContainEqual(expect.stringMatching(/^LVP: stands in neither catalogue nor review/));
    expect(JSON.parse(said.out[0] ?? "").regulations[0].whole).toBe(true);
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(0);
  });

  test("of a whole regulation is well, and one document; time and memory are told beside it", async () => {
    const folder = only(rewrite.rewritten(`${guardsEdition}/rules.yaml`, String), "guard-post-handover"); // of the others, `coverage.test.ts` asks
    expect(await zhiban(["regulations", "coverage", "--require", "GPH", "--regulations", folder, "--json"])).toBe(0);
    expect(said.out).toHaveLength(1);
    expect(said.err).toEqual([expect.stringMatching(/^10 rules of 1 regulations in \d+\.\d s, \d+ MB at most$/)]);
    const { regulations } = JSON.parse(said.out[0] ?? "");
    expect(regulations[0]).toMatchObject({ id: "guard-post-handover", edition: "2026-01-01", whole: true });
    expect(regulations[0].rules[1]).toEqual({
      id: "GPH-02",
      strength: "enforce",
      mechanisms: ["regulations/guard-post-handover/2026-01-01/regulation.yaml#attendance.on-post.postChange"],
      cases: { passed: 4, failed: 0 },
      mutants: { killed: 6, survived: 0 },
      lacks: [],
      reasons: [],
    });
  });

  test("fails when something required is not shown any more; without requiring it, it is only told", async () => {
    const folder = join(rewrite.scratch, "unshown");
    copyPack("guard-post-handover", { id: "other-text", prefix: "OTH" }, folder);
    const unshown = { file: "cases.yaml", from: ", for: [OTH-05]", to: "" } as const;
    changePack(join(folder, "other-text", "2026-01-01"), [unshown]);
    expect(await zhiban(["regulations", "coverage", "--require", "OTH", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContain("OTH-05: nothing notices handover.shift-change.relief: left out");
    expect(said.err).toContain("OTH-05: no case shows it");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(0);
  });

  test("fails when a case fails, or leads nowhere, and tells of every regulation all the same", async () => {
    const folder = rewrite.changedWithoutHouse(
      `${guardsEdition}/cases.yaml`,
      "handover.relief-missing",
      "handover.relief-lost",
    );
    changedAgain(folder, `${leadersEdition}/cases.yaml`, "who: 林志远", "who: 林志近");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err.some((line) => /^regulations\/guard-post.*cases\.yaml:\d+:\d+: it was refused/.test(line))).toBe(
      true,
    );
    expect(said.err.some((line) => /^regulations\/squad.*cases\.yaml:\d+:\d+: nobody on the stage/.test(line))).toBe(
      true,
    );
    const { regulations } = JSON.parse(said.out[0] ?? "");
    expect(regulations.map(({ whole }: { whole: boolean }) => whole)).toEqual([false, false]);
  });

  test("fails where a text is not what it is held against", async () => {
    const folder = only(rewrite.changed(`${guardsEdition}/rules.yaml`, "不得离岗", "可以离岗"), "guard-post-handover");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContainEqual(expect.stringContaining("GPH-09 does not say what was reviewed"));
  });
});
