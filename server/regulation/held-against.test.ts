import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { changedPacks, type PackChange } from "#test/changed-pack.ts";
import { catalogueText } from "./catalogue.ts";
import { heldErrors } from "./held-against.ts";
import { readPacks } from "./published.ts";
import { errorLine } from "./yaml-text.ts";

const root = mkdtempSync(join(tmpdir(), "zhiban-held-"));
afterAll(() => rmSync(root, { recursive: true }));
let copies = 0;

/** What an edition does to its text after some changes. */
function unheldAfter(id: string, ...changes: PackChange[]): string[] {
  copies += 1;
  const folder = changedPacks(join(root, String(copies)), `${id}/2026-01-01`, changes);
  return readPacks(folder).published.flatMap((each) => each.unheld.map(errorLine));
}

const guards = "guard-post-handover";
const leaders = "squad-leader-handover";

test("the packs of this repository hold what their texts say", () => {
  expect(readPacks("regulations").published.flatMap(({ unheld }) => unheld.map(errorLine))).toEqual([]);
});

test("the catalogue knows forty-two texts with all their rules, and which repeat another", () => {
  const prefixes = readdirSync("regulations/catalogue").map((file) => file.replace(".yaml", ""));
  const rules = prefixes.flatMap((prefix) => catalogueText(prefix)?.rules ?? []);
  const count = (strength: string) => rules.filter((each) => each.strength === strength).length;
  expect([prefixes.length, rules.length]).toEqual([42, 938]);
  expect([count("enforce"), count("track"), count("acknowledge")]).toEqual([388, 452, 98]);
  expect(catalogueText("GPH")?.rules.map(({ id }) => id)).toHaveLength(10);
  expect(catalogueText("CSD15")).toMatchObject({ duplicateOf: "customer-service-duty", rules: [] });
  expect(catalogueText("XYZ")).toBeUndefined();
});

describe("a pack has not the rules of its text", () => {
  const abandonment: PackChange = { file: "regulation.yaml", from: /\n {4}abandonment: .*/, to: "" };

  test("where a rule is missing", () => {
    const gone: PackChange = { file: "rules.yaml", from: / {2}- id: GPH-10\n(?: {4}.*\n)+/, to: "" };
    expect(unheldAfter(guards, gone, abandonment)).toEqual([
      expect.stringContaining("GPH-10 of the text is missing"),
      expect.stringContaining("GPH-10 was reviewed and is missing"),
    ]);
  });

  test("where a rule was invented", () => {
    const other: PackChange = { file: "rules.yaml", from: "id: GPH-10", to: "id: GPH-11" };
    expect(unheldAfter(guards, other, abandonment)).toContainEqual(
      expect.stringContaining("GPH-11 is not in the text"),
    );
  });
});

const spoiled = [
  [
    "where a rule is lowered",
    guards,
    "rules.yaml",
    /(GPH-09[\s\S]*?strength: )enforce/,
    "$1track",
    "GPH-09 is to enforce, not only to track",
  ],
  [
    "where a text is turned round",
    guards,
    "rules.yaml",
    "不得离岗",
    "可以离岗",
    "GPH-09 does not say what was reviewed",
  ],
  [
    "where another part carries a rule",
    guards,
    "regulation.yaml",
    "summary: { required: true, cites: [GPH-03] }",
    "summary: { required: true, cites: [GPH-03, GPH-04] }",
    "GPH-04 is carried by handover.count, handover.summary, which nobody has reviewed",
  ],
  [
    "where a number is not the text's and not said to be open",
    guards,
    "regulation.yaml",
    "open: [graceMinutes, callSquadLeader]",
    "open: [callSquadLeader]",
    "GPH-08 gives no 10: what a text does not give stands in open",
  ],
  [
    "where a rung is not the text's and not said to be open",
    guards,
    "regulation.yaml",
    "open: [callSquadLeader, callDepartmentManager]",
    "open: [callDepartmentManager]",
    "GPH-09 gives no 5",
  ],
  [
    "where a number of the text is changed",
    leaders,
    "regulation.yaml",
    "minutes: 15, cites",
    "minutes: 10, cites",
    "SLH-01 gives minutes_before_shift: 15, and nothing that cites it does",
  ],
  [
    "where a number of the text is said to be open",
    leaders,
    "regulation.yaml",
    "minutes: 15, cites",
    "minutes: 15, open: [minutes], cites",
    "SLH-01 gives minutes_before_shift: 15, and nothing that cites it does",
  ],
] as const;

describe("a pack is not what its text is", () => {
  test.each(spoiled)("%s", (_, id, file, from, to, message) => {
    const lines = unheldAfter(id, { file, from, to });
    expect(lines.filter((line) => line.includes(message))).toHaveLength(1);
    for (const line of lines)
      expect(line).toMatch(new RegExp(`^regulations/${id}/2026-01-01/${file}:\\d+:\\d+: |rules\\.yaml:`));
  });

  test.each([
    ["raised", /(SLH-09[\s\S]*?strength: )track/, "$1enforce", "SLH-09 was reviewed as to track, not to enforce"],
    [
      "made to wait",
      /(SLH-09[\s\S]*?strength: track)/,
      "$1\n    pending: roster",
      "SLH-09 waits for roster, which nobody has reviewed",
    ],
  ])("%s it is told: staff read by it what is enforced", (_, from, to, said) => {
    const lines = unheldAfter(leaders, { file: "rules.yaml", from, to });
    expect(lines).toEqual([expect.stringContaining(said)]);
  });
});

/** A text of the catalogue of which nothing is written yet, as a pack with one part of one rule. */
function packOf(prefix: string, part: Record<string, unknown>, noun = "handover") {
  const rules = (catalogueText(prefix)?.rules ?? []).map(({ id, strength }) => ({ id, zh: id, en: id, strength }));
  const element = { key: "one", post: "any", one: part };
  const words = { title: { zh: prefix, en: prefix }, posts: {}, functions: {} };
  return {
    regulation: { id: "some-text", edition: "2026-01-01", prefix, ...words, [noun]: [element] },
    rules,
  } as never;
}

/** What is said of the numbers of such a pack. */
function numbersIn(prefix: string, part: Record<string, unknown>): string[] {
  return heldErrors(packOf(prefix, part), undefined).flatMap(({ message }) =>
    /gives|leaves/.test(message) ? [message] : [],
  );
}

describe("a number of the text may stand as the product counts it", () => {
  test.each([
    ["days as minutes", "PCW", { minutes: 3 * 24 * 60, cites: ["PCW-22"] }],
    ["a window by its times", "GDM", { from: "17:00", to: "20:00", times: 2, open: ["times"], cites: ["GDM-05"] }],
    ["a window by its length", "GDM", { from: "17:00", minutes: 180, times: 2, open: ["times"], cites: ["GDM-05"] }],
    ["at once as nought", "GPH", { withinMinutes: 0, cites: ["GPH-07"] }],
  ])("%s", (_, prefix, part) => {
    expect(numbersIn(prefix, part)).toEqual([]);
  });

  test("but not as another", () => {
    expect(numbersIn("PCW", { minutes: 4 * 24 * 60, cites: ["PCW-22"] })).toEqual([
      "PCW-22 gives no 5760: what a text does not give stands in open",
      "PCW-22 gives validity: 3 days, and nothing that cites it does",
    ]);
  });

  test("and what the text leaves open must be open", () => {
    expect(numbersIn("BAS", { everyMinutes: 120, cites: ["BAS-05"] })).toEqual([
      "BAS-05 gives no 120: what a text does not give stands in open",
      "BAS-05 leaves interval open: nothing here does",
    ]);
    expect(numbersIn("BAS", { everyMinutes: 120, open: ["everyMinutes"], cites: ["BAS-05"] })).toEqual([]);
  });
});
