import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { regulationsCommand } from "./regulations.ts";

vi.setConfig({ testTimeout: 120_000 }); // coverage leads hundreds of small lives

const scratch = mkdtempSync(join(tmpdir(), "zhiban-cli-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const said = hearConsole();

/** The repository's regulations with one file changed. */
function changed(file: string, from: string, to: string): string {
  const folder = join(scratch, "regulations");
  rmSync(folder, { recursive: true, force: true });
  cpSync("regulations", folder, { recursive: true });
  writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replaceAll(from, to));
  return folder;
}

const guards = "guard-post-handover/2026-01-01";

describe("regulations check", () => {
  test("is well with what is published, and says so in one document", async () => {
    expect(await regulationsCommand(["check", "--json"])).toBe(0);
    const document = JSON.parse(said.out.join("\n"));
    expect(document.errors).toEqual([]);
    expect(document.regulations.map(({ id }: { id: string }) => id)).toEqual([
      "guard-post-handover",
      "squad-leader-handover",
      "zhiban-house",
    ]);
    expect(said.err).toEqual([]);
  });

  test("fails on a fault, with its place", async () => {
    const folder = changed(`${guards}/regulation.yaml`, "graceMinutes: 10", "graceMinutes: soon");
    expect(await regulationsCommand(["check", "--regulations", folder])).toBe(1);
    expect(said.err).toHaveLength(1);
    expect(said.err[0]).toMatch(/regulation\.yaml:\d+:7: handover\.0\.punctual\.graceMinutes: /);
  });
});

describe("regulations coverage", () => {
  test("of a whole regulation is well, and one document", async () => {
    expect(await regulationsCommand(["coverage", "--require", "GPH,SLH,ZB", "--json"])).toBe(0);
    expect(said.out).toHaveLength(1);
    const { regulations } = JSON.parse(said.out[0] ?? "");
    expect(regulations[0].rules[1]).toEqual({
      id: "GPH-02",
      strength: "enforce",
      mechanisms: ["regulations/guard-post-handover/2026-01-01/regulation.yaml#attendance.on-post.postChange"],
      cases: { passed: 1, failed: 0 },
      mutants: { killed: 2, survived: 0 },
    });
  });

  test("fails when something required is not shown any more; without requiring it, it is only told", async () => {
    const folder = changed(`${guards}/cases.yaml`, ", for: [GPH-05]", "");
    expect(await regulationsCommand(["coverage", "--require", "GPH", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContain("GPH-05: nothing notices handover.shift-change.relief: left out");
    expect(await regulationsCommand(["coverage", "--require", "SLH", "--regulations", folder, "--json"])).toBe(0);
  });

  test("fails when a case fails", async () => {
    const folder = changed(`${guards}/cases.yaml`, "handover.relief-missing", "handover.relief-lost");
    expect(await regulationsCommand(["coverage", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err.some((line) => line.includes("cases.yaml:"))).toBe(true);
  });

  test("cannot run on regulations with faults", async () => {
    const folder = changed(`${guards}/rules.yaml`, "strength: enforce", "strength: strong");
    expect(await regulationsCommand(["coverage", "--regulations", folder])).toBe(2);
  });
});

test.each([
  [["coverage", "--require", "XYZ"], /there is no regulation with the prefix XYZ/],
  [["mend"], /^usage/],
  [["check", "--loud"], /--loud/],
  [["check", "--regulations", "/nowhere"], /\/nowhere/],
])("%j is an argument that is wrong: status 2, one line", async (args, line) => {
  expect(await regulationsCommand(args)).toBe(2);
  expect(said.err.join("\n")).toMatch(line);
  expect(said.out).toEqual([]);
});
