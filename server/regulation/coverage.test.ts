import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changedPacks, type PackChange } from "#test/changed-pack.ts";
import { type Examined, examine } from "./coverage.ts";
import { examineAll } from "./examine-packs.ts";
import { mechanismsOf } from "./mechanisms.ts";
import { mutantsOf } from "./mutants.ts";
import { type Published, readPacks } from "./published.ts";
import { errorLine } from "./yaml-text.ts";

vi.setConfig({ testTimeout: 600_000, hookTimeout: 900_000 }); // hundreds of small lives are led, beside other work

const { published } = readPacks("regulations");
const root = mkdtempSync(join(tmpdir(), "zhiban-coverage-"));
afterAll(() => rmSync(root, { recursive: true }));

function editionOf(prefix: string, packs = published): Published {
  const found = packs.find(({ adopted }) => adopted.regulation.prefix === prefix);
  if (!found) throw new Error(`there is no ${prefix}`);
  return found;
}

const theHouse = editionOf("ZB");
let copies = 0;

/** The guards' regulation examined with something in it changed. */
function examinedAfter(...changes: PackChange[]): Examined {
  copies += 1;
  const folder = changedPacks(join(root, String(copies)), "guard-post-handover/2026-01-01", changes);
  return examine(editionOf("GPH", readPacks(folder).published), theHouse);
}

function inCases(from: string | RegExp, to: string): PackChange {
  return { file: "cases.yaml", from, to };
}

function ruleIn({ rules }: Examined, id: string) {
  const found = rules.find((each) => each.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

describe("what is published", () => {
  let examined: Examined[];
  beforeAll(async () => {
    examined = await examineAll(published, theHouse);
  });

  test.each(["GPH", "SLH", "ZB"])("%s is whole: carried out, shown as its strength asks, and missed", (prefix) => {
    const its = examined.find((each) => each.prefix === prefix);
    expect([...(its?.unheld ?? []), ...(its?.failures ?? [])].map(errorLine)).toEqual([]);
    expect(its?.survivors).toEqual([]);
    expect(its?.rules.flatMap(({ id, lacks }) => lacks.map((lack) => `${id}: ${lack}`))).toEqual([]);
    expect(its?.whole).toBe(true);
  });

  test("every rule of the house has something that can be lost, also where it stands in code", () => {
    const house = examined.find(({ prefix }) => prefix === "ZB");
    expect(house?.rules.filter(({ mutants }) => mutants.killed === 0)).toEqual([]);
  });
});

describe("coverage is not whole", () => {
  test("where no expectation bears the rule any more: all its mutants survive", () => {
    const rule = ruleIn(examinedAfter(inCases(/, for: \[GPH-05\]/, "")), "GPH-05");
    expect(rule).toMatchObject({ cases: { passed: 0, failed: 0 }, mutants: { killed: 0 } });
    expect(rule.lacks).toEqual(expect.arrayContaining(["no case shows it", "nothing would miss it"]));
  });

  test("where a case fails: it is named with its place, and what it showed is not counted as noticed", () => {
    const examined = examinedAfter(inCases("handover.summary-missing", "handover.summary-lost"));
    expect(ruleIn(examined, "GPH-03")).toMatchObject({ cases: { passed: 0, failed: 1 }, mutants: { killed: 0 } });
    expect(examined.failures.map(errorLine)).toEqual([
      expect.stringMatching(
        /^regulations\/guard-post-handover\/2026-01-01\/cases\.yaml:\d+:\d+: it was refused for handover\.summary-missing, not handover\.summary-lost \(bound as guard, with the house\)$/,
      ),
    ]);
  });

  test("where a time is not shown to the minute: the moved one survives", () => {
    const examined = examinedAfter(inCases(/(about: attendance\.relief), at: "16:(20|30)"/, "$1"));
    const survivors = examined.survivors.filter(({ rule }) => rule === "GPH-09").map(({ mutant }) => mutant);
    expect(survivors).toContain("attendance.on-post.untilRelieved: ladder.1.afterMinutes → 19");
    expect(survivors).toContain("attendance.on-post.untilRelieved: ladder.1.afterMinutes → 21");
  });

  test("where something else goes wrong before the rule does", () => {
    const told =
      'at: "15:40"\n        who: 李伟\n        does: handover.prepare\n        with: { relief: 张磊 }\n        expect:';
    const examined = examinedAfter(
      inCases(
        `${told}\n          - { refused: handover.summary-missing, field: summary, for: [GPH-03] }`,
        `${told}\n          - { refused: handover.summary-missing }`,
      ),
    );
    expect(examined.survivors).toContainEqual({ rule: "GPH-03", mutant: "handover.shift-change.summary: left out" });
  });
});

const unwhole = [
  [
    "an enforced rule of which only overtime is seen, which is counted without it too",
    /refused: attendance\.(post-uncovered|closed-alone), for: \[GPH-09\]/,
    "refused: attendance.$1",
    "GPH-09",
    "no case shows it refusing or computing by a part of its own",
  ],
  [
    "a tracked rule whose meeting nobody sees",
    /\{ met: handover\.acknowledge-fault, for: \[GPH-07\] \}/,
    "{ entered: handover.fault-acknowledged, for: [GPH-07] }",
    "GPH-07",
    "no case shows it met",
  ],
  [
    "a tracked rule that is not counted",
    /\{ counted: handover\.acknowledge-fault.*\}/,
    "{ notOwed: handover.sign, at: lobby }",
    "GPH-07",
    "no case shows it counted",
  ],
  [
    "a rule to be known that is never cited",
    "violation.recorded, with: { person: 李伟, rules: [GPH-01] }",
    "violation.recorded, with: { person: 李伟 }",
    "GPH-01",
    "no case shows it cited against somebody",
  ],
  [
    "a tracked rule under which nothing is due, without a reason",
    "of: nothing-due",
    "of: shared",
    "GPH-10",
    "no case shows it missed",
  ],
] as const;

describe("a rule is not whole", () => {
  test.each(unwhole)("for %s", (_, from, to, id, lack) => {
    expect(ruleIn(examinedAfter(inCases(from, to)), id).lacks).toContain(lack);
  });

  test("where the part that cites it asks for nothing, whatever the cases say", () => {
    const asks: PackChange = {
      file: "regulation.yaml",
      from: "summary: { required: true",
      to: "summary: { required: false",
    };
    expect(ruleIn(examinedAfter(asks), "GPH-03").lacks).toContain("nothing carries it out");
  });

  test("where two rules share the one part that carries them, and nobody says why", () => {
    const shared: PackChange = {
      file: "regulation.yaml",
      from: "named: true, cites: [GPH-05]",
      to: "named: true, cites: [GPH-05, GPH-03]",
    };
    const alone: PackChange = {
      file: "regulation.yaml",
      from: "    summary: { required: true, cites: [GPH-03] }\n",
      to: "",
    };
    const lacks = ruleIn(examinedAfter(shared, alone), "GPH-03").lacks;
    expect(lacks).toContain("it has no part of its own: handover.shift-change.relief carries GPH-05 too");
  });

  test("where a case is shown on one kind of post only", () => {
    const examined = examinedAfter(
      inCases("date: 2026-11-21, after: 东门两人当班 }", "date: 2026-11-21, after: 东门两人当班, binds: guard }"),
      inCases("date: 2026-11-21, after: 李伟当班 }", "date: 2026-11-21, after: 李伟当班, binds: guard }"),
    );
    expect(examined.survivors).toContainEqual({ rule: "GPH-09", mutant: "attendance.on-post: post → guard" });
  });
});

describe("mutants", () => {
  const { adopted } = editionOf("GPH");
  const mutants = mutantsOf(adopted);

  test("leave every part out once", () => {
    const names = mechanismsOf(adopted).map(({ name }) => name);
    const left = mutants.filter(({ place, change }) => change === "left out" && names.includes(place));
    expect(left.map(({ place }) => place)).toEqual(names);
  });

  test("change one thing each, and stay valid editions", () => {
    const texts = mutants.flatMap((mutant) => (mutant.adopted ? [JSON.stringify(mutant.adopted)] : []));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain(JSON.stringify(adopted));
  });

  test("move numbers both ways, turn booleans, call others, cite others, speak of other posts, are bound otherwise", () => {
    const changes = mutants.map(({ place, change }) => `${place}: ${change}`);
    expect(changes).toEqual(
      expect.arrayContaining([
        "handover.shift-change.punctual: graceMinutes → 9",
        "handover.shift-change.punctual: graceMinutes → 11",
        "handover.shift-change.punctual: reason → false",
        'handover.shift-change.punctual: ladder.0.call → "department-manager"',
        "handover.shift-change.punctual: ladder.0 left out",
        "handover.shift-change.punctual: open.0 left out",
        "handover.shift-change.punctual: the site's own graceMinutes is not followed",
        'handover.shift-change.punctual: cites.0 → "GPH-01"',
        "handover.fault-found-by-a-guard.foundAfterwards: withinMinutes → 1",
        "handover.fault-found-by-a-guard: post → any",
        "handover.fault-found-by-a-guard: post → squad-leader",
        "attendance.on-post: post → guard",
        "attendance.on-post: left out",
        "functions.squad-leader: taken for department-manager",
        "posts.guard: bound as squad-leader",
      ]),
    );
    expect(changes).not.toContain("handover.fault-found-by-a-guard.foundAfterwards: withinMinutes → -1");
    expect(changes).not.toContain("posts.squad-leader: left out");
  });

  test("leave out a kind of post of which no part speaks", () => {
    const { regulation } = adopted;
    const handover = regulation.handover?.filter(({ post }) => post !== "squad-leader");
    const places = mutantsOf({ ...adopted, regulation: { ...regulation, handover } }).map(
      ({ place, change }) => `${place}: ${change}`,
    );
    expect(places).toContain("posts.squad-leader: left out");
  });
});
