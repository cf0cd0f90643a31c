import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { changePack, copyPack } from "#test/changed-pack.ts";
import { hearConsole } from "#test/hear-console.ts";
import { guardsEdition, only, RewrittenRegulations } from "#test/rewritten-regulations.ts";
import { zhiban } from "./terminal.ts";

vi.setConfig({ testTimeout: 120_000 }); // coverage leads hundreds of small lives

const rewrite = new RewrittenRegulations();
const said = hearConsole();

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
    const folder = join(rewrite.scratch, "others");
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
    const folder = rewrite.changed(`${guardsEdition}/${file}`, from, to);
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
    const folder = rewrite.rewritten(`${guardsEdition}/${file}`, write);
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toHaveLength(1);
    expect(said.err[0]).toMatch(line);
  });
});

describe("regulations check of what was locked and reviewed", () => {
  test("is not well with a house that is broken, and says where", async () => {
    const folder = rewrite.changed(
      "zhiban-house/2026-01-01/regulation.yaml",
      "withinMinutes: 5",
      "withinMinutes: soon",
    );
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err.length).toBeGreaterThan(0);
    for (const line of said.err) expect(line).toMatch(/zhiban-house.*regulation\.yaml:\d+:\d+: .*withinMinutes/);
    expect(said.out.join("\n")).not.toMatch("zhiban-house 2026-01-01");
  });

  test("tells at once that a locked edition was changed", async () => {
    const folder = rewrite.rewrittenUnderLock(`${guardsEdition}/rules.yaml`, (text) =>
      text.replace("不得离岗", "可以离岗"),
    );
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([
      expect.stringMatching(/GPH-09 does not say what was reviewed/),
      expect.stringMatching(/regulation\.yaml:1:1: guard-post-handover\/2026-01-01 is not what was published/),
    ]);
  });

  test("tells that a locked edition is gone, and of one that is not locked yet", async () => {
    const folder = rewrite.rewrittenUnderLock("locked.json", (text) =>
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
    const folder = rewrite.rewrittenUnderLock("catalogue/BAS.yaml", (text) => text.replace(from, to));
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([
      expect.stringMatching(
        /^regulations\/catalogue\/BAS\.yaml:1:1: BAS\.yaml is not what was compared with its source /,
      ),
    ]);
  });

  test("tells that a text of the catalogue is gone, and of one that is not locked yet", async () => {
    const folder = rewrite.rewrittenUnderLock("catalogue.locked.json", (text) => text.replace("BAS.yaml", "OLD.yaml"));
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([
      expect.stringMatching(/catalogue\.locked\.json:2:3: OLD\.yaml was compared with its source and is gone/),
      expect.stringMatching(/catalogue\.locked\.json:1:1: BAS\.yaml is not locked: write /),
    ]);
  });

  test("tells that nothing locks a catalogue", async () => {
    const folder = rewrite.rewrittenUnderLock("catalogue.locked.json", (text) => text);
    rmSync(join(folder, "catalogue.locked.json"));
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err).toEqual([expect.stringMatching(/^regulations\/catalogue\.locked\.json:1:1: the file is missing/)]);
  });

  test("fails on an error of a review, with its place", async () => {
    const folder = rewrite.changed("reviewed/GPH.yaml", "strength: enforce", "strength: strong");
    expect(await zhiban(["regulations", "check", "--regulations", folder])).toBe(1);
    expect(said.err[0]).toMatch(/^regulations\/reviewed\/GPH\.yaml:\d+:\d+: rules\.GPH-02\.0\.strength: /);
    expect(said.out[0]).toMatch(/is not well$/);
  });
});

/* What it takes hundreds of small lives to say: `regulations-coverage.long.test.ts`. */
describe("regulations coverage", () => {
  test("of a text that stands on a noun alone is well", async () => {
    expect(await zhiban(["regulations", "coverage", "--regulations", "test/packs", "--require", "LVP"])).toBe(0);
  });

  test("fails on cases that are no UTF-8, with their place", async () => {
    const inLatin = rewrite.rewritten(`${guardsEdition}/cases.yaml`, (text) => Buffer.from(text, "latin1"));
    const folder = only(inLatin, "guard-post-handover");
    expect(await zhiban(["regulations", "coverage", "--regulations", folder])).toBe(1);
    expect(said.err[0]).toMatch(/cases\.yaml:\d+:\d+: .*UTF-8/);
  });

  test("of regulations with errors is status 2, and the others are told", async () => {
    const folder = rewrite.changedWithoutHouse(`${guardsEdition}/rules.yaml`, "strength: enforce", "strength: strong");
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
