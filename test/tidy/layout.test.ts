import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { homonyms, looseFiles, upwardImports } from "./layout.ts";
import { textBefore } from "./mainline.ts";
import { plant, repository, type Tree } from "./tree.ts";

/*
 * How the rooms stand to each other. What does not hold yet stands by name or number in `not-yet.json`, which only gets shorter: an entry that
 * is not needed any more must go, and none comes.
 */

const MOST_LOOSE = 6;

interface NotYet {
  /** Per climate: imports of what stands above. */
  readonly upward: Readonly<Record<string, number>>;
  readonly homonyms: readonly string[];
}

const notYet: NotYet = JSON.parse(readFileSync(join(import.meta.dirname, "not-yet.json"), "utf8"));
const here = repository();

test("no room imports what stands above it", () => expect(countByClimate(here)).toEqual(notYet.upward));

test("the root of server/ is no room", () => {
  expect(looseFiles(here, "server").slice(MOST_LOOSE)).toEqual([]);
});

test("an exported name stands once in the tree", () => {
  const twice = homonyms(here);
  const unknown = [...twice].filter(([name]) => !notYet.homonyms.includes(name));
  expect(unknown.map(([name, paths]) => `${name} is exported by ${paths.join(" and ")}`)).toEqual([]);
  expect(
    notYet.homonyms.filter((name) => !twice.has(name)),
    "cleared; take them out of not-yet.json",
  ).toEqual([]);
});

test("what does not hold yet only gets less", () => {
  const text = textBefore("test/tidy/not-yet.json");
  expect(text === undefined ? [] : growth(JSON.parse(text), notYet)).toEqual([]);
});

/** What one list has that an earlier one did not allow. */
function growth(before: NotYet, now: NotYet): string[] {
  const more = now.homonyms.filter((each) => !before.homonyms.includes(each)).map((each) => `homonyms: ${each}`);
  const higher = Object.entries(now.upward).filter(([climate, count]) => count > (before.upward[climate] ?? 0));
  return [...more, ...higher.map(([climate, count]) => `upward: ${climate} ${count}`)];
}

function countByClimate(tree: Tree): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const each of upwardImports(tree)) {
    const [climate = ""] = each.split("/");
    counts[climate] = (counts[climate] ?? 0) + 1;
  }
  return counts;
}

describe("planted", () => {
  test("what a room imports from above is caught", () => {
    const tree = plant({
      "server/http/app.ts": 'import { pool } from "#server/pool.ts";\nimport { route } from "#server/http/route.ts";',
      "server/http/route.ts": "export const route = 1;",
      "server/pool.ts": 'import { app } from "#server/http/app.ts";',
      "server/http/app.test.ts": 'import { pool } from "#server/pool.ts";',
    });
    expect(upwardImports(tree)).toEqual(["server/http/app.ts imports server/pool.ts, which stands above it"]);
    expect(looseFiles(tree, "server")).toEqual(["server/pool.ts"]);
  });

  test("a name of two places is caught, however it is exported", () => {
    const tree = plant({
      "duty/a.ts": "export const one = 1, two = 2;\nexport interface Three {}",
      "duty/b.ts": "function one() {}\nexport { one, four as two };\nexport type { Three } from './a.ts';",
      "web/c.ts": "export class Three {}\nexport default one;",
    });
    expect([...homonyms(tree)]).toEqual([
      ["one", ["duty/a.ts", "duty/b.ts"]],
      ["two", ["duty/a.ts", "duty/b.ts"]],
      ["Three", ["duty/a.ts", "web/c.ts"]],
    ]);
  });

  test("a list that grows is caught, one that shrinks is not", () => {
    const before = { upward: { web: 1 }, homonyms: ["x"] };
    expect(growth(before, { upward: {}, homonyms: [] })).toEqual([]);
    expect(growth(before, { upward: { web: 2, duty: 1 }, homonyms: ["y"] })).toEqual([
      ...["homonyms: y", "upward: web 2", "upward: duty 1"],
    ]);
  });
});
