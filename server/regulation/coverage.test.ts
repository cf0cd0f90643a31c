import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { type Examined, examine, isWhole } from "./coverage.ts";
import { mechanismsOf, mutantsOf } from "./mutants.ts";
import { readPacks } from "./published.ts";
import { errorLine } from "./yaml-text.ts";

vi.setConfig({ testTimeout: 60_000 }); // hundreds of small lives are led

const { published } = readPacks("regulations");
const root = mkdtempSync(join(tmpdir(), "zhiban-coverage-"));
afterAll(() => rmSync(root, { recursive: true }));

function editionOf(prefix: string, packs = published) {
  const found = packs.find(({ adopted }) => adopted.regulation.prefix === prefix);
  if (!found) throw new Error(`there is no ${prefix}`);
  return found;
}

/** The guards' regulation examined with a part of its cases replaced. */
function examinedAfter(from: string | RegExp, to: string): Examined {
  rmSync(join(root, "regulations"), { recursive: true, force: true });
  cpSync("regulations", join(root, "regulations"), { recursive: true });
  const packs = readPacks(join(root, "regulations")).published;
  const edition = editionOf("GPH", packs);
  const path = join(edition.folder, "cases.yaml");
  const text = readFileSync(path, "utf8");
  if (!new RegExp(from).test(text)) throw new Error(`the cases do not say ${from}`);
  writeFileSync(path, text.replaceAll(new RegExp(from, "g"), to));
  return examine(edition, packs, root);
}

function ruleIn({ rules }: Examined, id: string) {
  const found = rules.find((each) => each.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

describe.each(["GPH", "SLH", "ZB"])("%s", (prefix) => {
  test("is whole: every rule is carried out, shown by cases, and would be missed", () => {
    const examined = examine(editionOf(prefix), published, ".");
    expect(examined.failures.map(errorLine)).toEqual([]);
    expect(examined.survivors).toEqual([]);
    expect(isWhole(examined)).toBe(true);
  });
});

describe("coverage is not whole", () => {
  test("where no expectation bears the rule any more: all its mutants survive", () => {
    const examined = examinedAfter(/for: \[GPH-08\]/, "for: [GPH-03]");
    expect(ruleIn(examined, "GPH-08")).toMatchObject({
      cases: { passed: 0, failed: 0 },
      mutants: { killed: 0, survived: 8 },
    });
    expect(isWhole(examined)).toBe(false);
  });

  test("where an expectation is wrong: it is named with its place", () => {
    const examined = examinedAfter("handover.summary-missing", "handover.summary-lost");
    expect(ruleIn(examined, "GPH-03").cases).toEqual({ passed: 0, failed: 1 });
    expect(examined.failures.map(errorLine)).toEqual([
      expect.stringMatching(
        /^regulations\/guard-post-handover\/2026-01-01\/cases\.yaml:\d+:\d+: it was refused for handover\.summary-missing, not handover\.summary-lost$/,
      ),
    ]);
  });

  test("where a time is not shown to the minute: the moved one survives", () => {
    const examined = examinedAfter('about: attendance.relief, at: "16:20"', "about: attendance.relief");
    const survivors = examined.survivors.filter(({ rule }) => rule === "GPH-09").map(({ mutant }) => mutant);
    expect(survivors).toEqual([
      "attendance.on-post.untilRelieved: ladder.1.afterMinutes → 19",
      "attendance.on-post.untilRelieved: ladder.1.afterMinutes → 21",
    ]);
  });

  test("where a step says what the language does not know", () => {
    const examined = examinedAfter("does: attendance.move", "performs: attendance.move");
    expect(examined.failures[0]?.message).toContain("“performs”");
  });
});

describe("mutants", () => {
  const { adopted } = editionOf("GPH");

  test("leave every part out once", () => {
    const left = mutantsOf(adopted).filter(({ change }) => change === "left out");
    expect(left.map(({ mechanism }) => mechanism.name)).toEqual(mechanismsOf(adopted).map(({ name }) => name));
  });

  test("change one thing each, and stay valid editions", () => {
    const texts = mutantsOf(adopted).map((mutant) => JSON.stringify(mutant.adopted));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain(JSON.stringify(adopted));
  });

  test("move numbers both ways where the shape allows, turn booleans, and call others", () => {
    const changes = mutantsOf(adopted).map(({ mechanism, change }) => `${mechanism.name}: ${change}`);
    expect(changes).toEqual(
      expect.arrayContaining([
        "handover.shift-change.punctual: graceMinutes → 9",
        "handover.shift-change.punctual: graceMinutes → 11",
        "handover.shift-change.punctual: reason → false",
        'handover.shift-change.punctual: ladder.0.call → "department-manager"',
        "handover.shift-change.punctual: ladder.0 left out",
        "handover.fault-found-by-a-guard.foundAfterwards: withinMinutes → 1",
      ]),
    );
    expect(changes).not.toContain("handover.fault-found-by-a-guard.foundAfterwards: withinMinutes → -1");
  });
});
