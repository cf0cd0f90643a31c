import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { zhiban } from "./terminal.ts";

vi.setConfig({ testTimeout: 120_000 }); // coverage leads hundreds of small lives

const scratch = mkdtempSync(join(tmpdir(), "zhiban-cli-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const said = hearConsole();

/** The repository's regulations with one file changed. */
function changed(file: string, from: string, to: string): string {
  return rewritten(file, (text) => text.replaceAll(from, to));
}

/** The same, with one file written otherwise. */
function rewritten(file: string, write: (text: string) => string | Uint8Array): string {
  const folder = join(scratch, "regulations");
  rmSync(folder, { recursive: true, force: true });
  cpSync("regulations", folder, { recursive: true });
  writeFileSync(join(folder, file), write(readFileSync(join(folder, file), "utf8")));
  return folder;
}

const guards = "guard-post-handover/2026-01-01";

describe("regulations check", () => {
  test("is well with what is published, and says so in one document", async () => {
    expect(await zhiban(["regulations", "check", "--json"])).toBe(0);
    const document = JSON.parse(said.out.join("\n"));
    expect(document.errors).toEqual([]);
    expect(document.regulations.map(({ id }: { id: string }) => id)).toEqual([
      "guard-post-handover",
      "squad-leader-handover",
      "zhiban-house",
    ]);
    expect(said.err).toEqual([]);
  });

  test("tells what nothing carries out, which whoever adopts the text has to confirm", async () => {
    const folder = changed(`${guards}/regulation.yaml`, "    relief: { named: true, cites: [GPH-05] }\n", "");
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(0);
    expect(said.out[0]).toMatch(/^guard-post-handover .* is well; nothing carries out GPH-05$/);
    expect(said.out[1]).toMatch(/is well$/);
  });

  test("fails on a fault, with its place", async () => {
    const folder = changed(`${guards}/regulation.yaml`, "graceMinutes: 10", "graceMinutes: soon");
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toHaveLength(1);
    expect(said.err[0]).toMatch(/regulation\.yaml:\d+:7: handover\.0\.punctual\.graceMinutes: /);
  });

  // Of GBK only the two bytes of one character are needed: the text is written with nothing else.
  const inGbk = (text: string) => Buffer.from(text.replace(/[^\0-\x7f]/gu, "\xd6\xd0"), "latin1");
  const inUtf16 = (text: string) => Buffer.from(text, "utf16le");

  test.each([
    ["rules.yaml", inGbk, /rules\.yaml:3:9: .*GB18030 \(GBK\): save it as UTF-8/],
    ["regulation.yaml", inGbk, /regulation\.yaml:4:14: .*GB18030 \(GBK\): save it as UTF-8/],
    ["rules.yaml", inUtf16, /rules\.yaml:1:1: .*UTF-16: save it as UTF-8/],
  ])("is not well with a %s that is no UTF-8, and says what to do", async (file, write, line) => {
    const folder = rewritten(`${guards}/${file}`, write);
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toHaveLength(1);
    expect(said.err[0]).toMatch(line);
  });
});

describe("regulations coverage", () => {
  test("fails on cases that are no UTF-8, with their place", async () => {
    const folder = rewritten(`${guards}/cases.yaml`, (text) => Buffer.from(text, "latin1"));
    expect(await zhiban(["regulations", "coverage", "--regulations", folder])).toBe(1);
    expect(said.err[0]).toMatch(/cases\.yaml:\d+:\d+: .*UTF-8/);
  });

  test("of a whole regulation is well, and one document", async () => {
    expect(await zhiban(["regulations", "coverage", "--require", "GPH,SLH,ZB", "--json"])).toBe(0);
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
    expect(await zhiban(["regulations", "coverage", "--require", "GPH", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContain("GPH-05: nothing notices handover.shift-change.relief: left out");
    expect(await zhiban(["regulations", "coverage", "--require", "SLH", "--regulations", folder, "--json"])).toBe(0);
  });

  test("fails when a case fails", async () => {
    const folder = changed(`${guards}/cases.yaml`, "handover.relief-missing", "handover.relief-lost");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err.some((line) => line.includes("cases.yaml:"))).toBe(true);
  });

  test("cannot run on regulations with faults", async () => {
    const folder = changed(`${guards}/rules.yaml`, "strength: enforce", "strength: strong");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder])).toBe(2);
  });
});

test.each([
  [["coverage", "--require", "XYZ"], /there is no regulation with the prefix XYZ/],
  [["mend"], /^regulations is followed by one of check, coverage, not by mend/],
  [["check", "--loud"], /--loud/],
  [["check", "--regulations", "/nowhere"], /\/nowhere/],
])("%j is an argument that is wrong: status 2, one line", async (args, line) => {
  expect(await zhiban(["regulations", ...args])).toBe(2);
  expect(said.err.join("\n")).toMatch(line);
  expect(said.out).toEqual([]);
});
