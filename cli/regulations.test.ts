import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { changePack, copyPack } from "#test/changed-pack.ts";
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

/** The same, with one file written otherwise, and nothing locked: what is looked at is what the file itself says. */
function rewritten(file: string, write: (text: string) => string | Uint8Array): string {
  const folder = rewrittenUnderLock(file, write);
  rmSync(join(folder, "locked.json"));
  return folder;
}

function rewrittenUnderLock(file: string, write: (text: string) => string | Uint8Array): string {
  const folder = join(scratch, "regulations");
  rmSync(folder, { recursive: true, force: true });
  cpSync("regulations", folder, { recursive: true });
  writeFileSync(join(folder, file), write(readFileSync(join(folder, file), "utf8")));
  return folder;
}

/** What is left of a folder of regulations stands under the house of the product, and is sooner examined. */
function only(folder: string, ...kept: readonly string[]): string {
  for (const each of ["guard-post-handover", "squad-leader-handover", "zhiban-house"])
    if (!kept.includes(each)) rmSync(join(folder, each), { recursive: true });
  return folder;
}

/** The same without the house. */
function changedWithoutHouse(file: string, from: string, to: string): string {
  return only(changed(file, from, to), "guard-post-handover", "squad-leader-handover");
}

function changedAgain(folder: string, file: string, from: string, to: string): void {
  writeFileSync(join(folder, file), readFileSync(join(folder, file), "utf8").replaceAll(from, to));
}

const guards = "guard-post-handover/2026-01-01";
const leaders = "squad-leader-handover/2026-01-01";

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
    const folder = join(scratch, "others");
    copyPack("guard-post-handover", { id: "other-text", prefix: "OTH" }, folder);
    const relief = { file: "regulation.yaml", from: "    relief: { named: true, cites: [OTH-05] }\n", to: "" } as const;
    changePack(join(folder, "other-text", "2026-01-01"), [relief]);
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(0);
    expect(said.out).toEqual([expect.stringMatching(/^other-text .* is well; nothing carries out OTH-05$/)]);
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
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toHaveLength(1);
    expect(said.err[0]).toMatch(line);
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

describe("regulations check of what was locked and reviewed", () => {
  test("is not well with a house that is broken, and says where", async () => {
    const folder = changed("zhiban-house/2026-01-01/regulation.yaml", "withinMinutes: 5", "withinMinutes: soon");
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err.length).toBeGreaterThan(0);
    for (const line of said.err) expect(line).toMatch(/zhiban-house.*regulation\.yaml:\d+:\d+: .*withinMinutes/);
    expect(said.out.join("\n")).not.toMatch("zhiban-house 2026-01-01");
  });

  test("tells at once that a locked edition was changed", async () => {
    const folder = rewrittenUnderLock(`${guards}/rules.yaml`, (text) => text.replace("不得离岗", "可以离岗"));
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([
      expect.stringMatching(/GPH-09 does not say what was reviewed/),
      expect.stringMatching(/regulation\.yaml:1:1: guard-post-handover\/2026-01-01 is not what was published/),
    ]);
  });

  test("tells that a locked edition is gone, and of one that is not locked yet", async () => {
    const folder = rewrittenUnderLock("locked.json", (text) =>
      text.replace("squad-leader-handover/2026", "cooks/2025"),
    );
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([
      expect.stringMatching(/locked\.json:3:3: cooks\/2025-01-01 was published and is gone/),
      expect.stringMatching(/locked\.json:1:1: squad-leader-handover\/2026-01-01 is not locked: write /),
    ]);
  });

  test.each([
    ["a number", "minutes_before: 10", "minutes_before: 15"],
    ["a strength", "strength: enforce", "strength: track"],
    ["what is open", "open: true, default: 120", "open: true, default: 240"],
  ])("tells that %s of the catalogue was changed, though no pack is held against it", async (_, from, to) => {
    const folder = rewrittenUnderLock("catalogue/BAS.yaml", (text) => text.replace(from, to));
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([
      expect.stringMatching(
        /^regulations\/catalogue\/BAS\.yaml:1:1: BAS\.yaml is not what was compared with its source /,
      ),
    ]);
  });

  test("tells that a text of the catalogue is gone, and of one that is not locked yet", async () => {
    const folder = rewrittenUnderLock("catalogue.locked.json", (text) => text.replace("BAS.yaml", "OLD.yaml"));
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([
      expect.stringMatching(/catalogue\.locked\.json:2:3: OLD\.yaml was compared with its source and is gone/),
      expect.stringMatching(/catalogue\.locked\.json:1:1: BAS\.yaml is not locked: write /),
    ]);
  });

  test("tells that nothing locks a catalogue", async () => {
    const folder = rewrittenUnderLock("catalogue.locked.json", (text) => text);
    rmSync(join(folder, "catalogue.locked.json"));
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([expect.stringMatching(/^regulations\/catalogue\.locked\.json:1:1: the file is missing/)]);
  });

  test("fails on an error of a review, with its place", async () => {
    const folder = changed("reviewed/GPH.yaml", "strength: enforce", "strength: strong");
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err[0]).toMatch(/^regulations\/reviewed\/GPH\.yaml:\d+:\d+: rules\.GPH-02\.0\.strength: /);
    expect(said.out[0]).toMatch(/is not well$/);
  });
});

describe("regulations coverage", () => {
  test("of a text that stands on a noun alone is well", async () => {
    expect(await zhiban(["regulations", "coverage", "--regulations", "test/packs", "--require", "LVP"])).toBe(0);
  });

  test("fails where a required text stands in neither catalogue nor review; without requiring it, it may be used", async () => {
    const folder = join(scratch, "unheld");
    cpSync("test/packs", folder, { recursive: true });
    rmSync(join(folder, "reviewed"), { recursive: true });
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--require", "LVP", "--json"])).toBe(1);
    expect(said.err).toContainEqual(expect.stringMatching(/^LVP: stands in neither catalogue nor review/));
    expect(JSON.parse(said.out[0] ?? "").regulations[0].whole).toBe(true);
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(0);
  });

  test("fails on cases that are no UTF-8, with their place", async () => {
    const inLatin = rewritten(`${guards}/cases.yaml`, (text) => Buffer.from(text, "latin1"));
    const folder = only(inLatin, "guard-post-handover");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder])).toBe(1);
    expect(said.err[0]).toMatch(/cases\.yaml:\d+:\d+: .*UTF-8/);
  });

  test("of a whole regulation is well, and one document; time and memory are told beside it", async () => {
    const folder = only(rewritten(`${guards}/rules.yaml`, String), "guard-post-handover"); // of the others, `coverage.test.ts` asks
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
    const folder = join(scratch, "unshown");
    copyPack("guard-post-handover", { id: "other-text", prefix: "OTH" }, folder);
    const unshown = { file: "cases.yaml", from: ", for: [OTH-05]", to: "" } as const;
    changePack(join(folder, "other-text", "2026-01-01"), [unshown]);
    expect(await zhiban(["regulations", "coverage", "--require", "OTH", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContain("OTH-05: nothing notices handover.shift-change.relief: left out");
    expect(said.err).toContain("OTH-05: no case shows it");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(0);
  });

  test("fails when a case fails, or leads nowhere, and tells of every regulation all the same", async () => {
    const folder = changedWithoutHouse(`${guards}/cases.yaml`, "handover.relief-missing", "handover.relief-lost");
    changedAgain(folder, `${leaders}/cases.yaml`, "who: 林志远", "who: 林志近");
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
    const folder = only(changed(`${guards}/rules.yaml`, "不得离岗", "可以离岗"), "guard-post-handover");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(1);
    expect(said.err).toContainEqual(expect.stringContaining("GPH-09 does not say what was reviewed"));
  });

  test("of regulations with errors is status 2, and the others are told", async () => {
    const folder = changedWithoutHouse(`${guards}/rules.yaml`, "strength: enforce", "strength: strong");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder, "--json"])).toBe(2);
    const { regulations } = JSON.parse(said.out[0] ?? "");
    expect(regulations.map(({ id }: { id: string }) => id)).toEqual(["squad-leader-handover"]);
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
