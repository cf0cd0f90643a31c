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
  changedAgain(folder, file, from, to);
  return folder;
}

/** The same without the house: what is left stands under that of the product, and is sooner examined. */
function changedWithoutHouse(file: string, from: string, to: string): string {
  const folder = changed(file, from, to);
  rmSync(join(folder, "zhiban-house"), { recursive: true });
  return folder;
}

function changedAgain(folder: string, file: string, from: string, to: string): void {
  writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replaceAll(from, to));
}

const guards = "guard-post-handover/2026-01-01";
const leaders = "squad-leader-handover/2026-01-01";

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

  test.each([
    [
      "of an edition",
      "regulation.yaml",
      "reason: true",
      "reason: perhaps",
      /regulation\.yaml:\d+:7: handover\.0\.punctual\.reason: /,
    ],
    [
      "against its text",
      "rules.yaml",
      "不得离岗",
      "可以离岗",
      /rules\.yaml:\d+:\d+: GPH-09 does not say what was reviewed/,
    ],
    [
      "of a case",
      "cases.yaml",
      "who: [赵鹏]",
      "who: [赵四]",
      /cases\.yaml:\d+:\d+: nobody on the stage is called 赵四/,
    ],
  ])("fails on an error %s, with its place", async (_, file, from, to, line) => {
    const folder = changed(`${guards}/${file}`, from, to);
    expect(await regulationsCommand(["check", "--regulations", folder])).toBe(1);
    expect(said.err).toHaveLength(1);
    expect(said.err[0]).toMatch(line);
  });
});

describe("regulations coverage", () => {
  test("of a whole regulation is well, and one document; time and memory are told beside it", async () => {
    expect(await regulationsCommand(["coverage", "--require", "GPH,SLH,ZB", "--json"])).toBe(0);
    expect(said.out).toHaveLength(1);
    expect(said.err).toEqual([expect.stringMatching(/^41 rules of 3 regulations in \d+\.\d s, \d+ MB at most$/)]);
    const { regulations } = JSON.parse(said.out[0] ?? "");
    expect(regulations[0]).toMatchObject({ id: "guard-post-handover", edition: "2026-01-01", whole: true });
    expect(regulations[0].rules[1]).toEqual({
      id: "GPH-02",
      strength: "enforce",
      mechanisms: ["regulations/guard-post-handover/2026-01-01/regulation.yaml#attendance.on-post.postChange"],
      cases: { passed: 1, failed: 0 },
      mutants: { killed: 6, survived: 0 },
      lacks: [],
      reasons: [],
    });
  });

  test("fails when something required is not shown any more; without requiring it, it is only told", async () => {
    const folder = changedWithoutHouse(`${guards}/cases.yaml`, ", for: [GPH-05]", "");
    expect(await regulationsCommand(["coverage", "--require", "GPH", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContain("GPH-05: nothing notices handover.shift-change.relief: left out");
    expect(said.err).toContain("GPH-05: no case shows it");
    expect(await regulationsCommand(["coverage", "--require", "SLH", "--regulations", folder, "--json"])).toBe(0);
  });

  test("fails when a case fails, or leads nowhere, and tells of every regulation all the same", async () => {
    const folder = changedWithoutHouse(`${guards}/cases.yaml`, "handover.relief-missing", "handover.relief-lost");
    changedAgain(folder, `${leaders}/cases.yaml`, "who: 林志远", "who: 林志近");
    expect(await regulationsCommand(["coverage", "--regulations", folder, "--json"])).toBe(1);
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
    const folder = changedWithoutHouse(`${guards}/rules.yaml`, "不得离岗", "可以离岗");
    expect(await regulationsCommand(["coverage", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContainEqual(expect.stringContaining("GPH-09 does not say what was reviewed"));
  });

  test("of regulations with errors is status 2, and the others are told", async () => {
    const folder = changedWithoutHouse(`${guards}/rules.yaml`, "strength: enforce", "strength: strong");
    expect(await regulationsCommand(["coverage", "--regulations", folder, "--json"])).toBe(2);
    const { regulations } = JSON.parse(said.out[0] ?? "");
    expect(regulations.map(({ id }: { id: string }) => id)).toEqual(["squad-leader-handover"]);
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
