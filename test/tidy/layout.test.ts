import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderRings, homonyms, looseFiles, rings, upwardImports } from "./layout.ts";
import { textBefore } from "./mainline.ts";
import { plant, repository, type Tree } from "./tree.ts";

/*
 * How the rooms stand to each other. What does not hold yet stands by name or number in `not-yet.json`, which only gets shorter: an entry that
 * is not needed any more must go, and none comes.
 */

const MOST_LOOSE = 6;

interface NotYet {
  readonly rings: readonly string[];
  /** Folders of `web/desk` that know each other in one ring. */
  readonly folderRings: readonly string[];
  /** Per climate: imports of what stands above. */
  readonly upward: Readonly<Record<string, number>>;
  readonly looseInServer: number;
  readonly homonyms: readonly string[];
}

const notYet: NotYet = JSON.parse(readFileSync(join(import.meta.dirname, "not-yet.json"), "utf8"));
const here = repository();

test("nothing imports itself in a ring, types included", () => expect(rings(here)).toEqual(notYet.rings));

test("the folders of the desk do not know each other in a ring", () => {
  const tangled = folderRings(here, "web/desk").flatMap((each) => each.split(" ↔ "));
  expect(tangled).toEqual(notYet.folderRings);
});

test("no room imports what stands above it", () => expect(countByClimate(here)).toEqual(notYet.upward));

test("the root of server/ is no room", () => {
  const loose = looseFiles(here, "server");
  const most = Math.max(MOST_LOOSE, notYet.looseInServer);
  expect(
    loose.length,
    `${loose.join(", ")}; write fewer into not-yet.json, or 0 from ${MOST_LOOSE} on`,
  ).toBeLessThanOrEqual(most);
  expect(notYet.looseInServer === 0 || loose.length === notYet.looseInServer, `${loose.length} loose files`).toBe(true);
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
  const more = (["rings", "folderRings", "homonyms"] as const).flatMap((list) =>
    now[list].filter((each) => !before[list].includes(each)).map((each) => `${list}: ${each}`),
  );
  const higher = Object.entries(now.upward).filter(([climate, count]) => count > (before.upward[climate] ?? 0));
  return [
    ...more,
    ...higher.map(([climate, count]) => `upward: ${climate} ${count}`),
    ...(now.looseInServer > before.looseInServer ? [`looseInServer: ${now.looseInServer}`] : []),
  ];
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
  test("a ring is caught once, and a ring of types is one", () => {
    const tree = plant({
      "duty/log/page.ts": 'import { line } from "./line.ts";',
      "duty/log/line.ts": 'import { log } from "#duty/log/log.ts";\nimport type { Page } from "./page.ts";',
      "duty/log/log.ts": 'import { page } from "./page.ts";',
      "duty/log/word.ts": 'import type { Page } from "./sentence.ts";',
      "duty/log/sentence.ts": 'import { word } from "./word.ts";\nimport { log } from "./log.ts";',
      "duty/log/alone.ts": 'import { log } from "./log.ts";',
    });
    expect(rings(tree)).toEqual([
      "duty/log/line.ts ↔ duty/log/log.ts ↔ duty/log/page.ts",
      "duty/log/sentence.ts ↔ duty/log/word.ts",
    ]);
  });

  test("folders in a ring are caught, though no file is in one", () => {
    const tree = plant({
      "web/desk/log/LogPanel.tsx": 'import { row } from "../matter/row.ts";',
      "web/desk/matter/row.ts": "export const row = 1;",
      "web/desk/matter/MatterPanel.tsx": 'import { line } from "../log/line.ts";',
      "web/desk/log/line.ts": "export const line = 1;",
      "web/desk/duty/DutyScreen.tsx": 'import { line } from "../log/line.ts";',
    });
    expect(folderRings(tree, "web/desk")).toEqual(["web/desk/log ↔ web/desk/matter"]);
  });

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
    const before = { rings: ["a"], folderRings: [], upward: { web: 1 }, looseInServer: 7, homonyms: ["x"] };
    expect(growth(before, { ...before, rings: [], upward: {}, looseInServer: 0, homonyms: [] })).toEqual([]);
    expect(
      growth(before, {
        rings: ["b"],
        folderRings: ["c"],
        upward: { web: 2, duty: 1 },
        looseInServer: 8,
        homonyms: ["y"],
      }),
    ).toEqual(["rings: b", "folderRings: c", "homonyms: y", "upward: web 2", "upward: duty 1", "looseInServer: 8"]);
  });
});
