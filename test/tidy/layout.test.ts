import { describe, expect, test } from "vitest";
import { homonyms, looseFiles, upwardImports } from "./layout.ts";
import { plant, repository } from "./tree.ts";

/* How the rooms stand to each other. */

const MOST_LOOSE = 6;

const here = repository();

test("no room imports what stands above it", () => expect(upwardImports(here)).toEqual([]));

test("the root of server/ is no room", () => {
  expect(looseFiles(here, "server").slice(MOST_LOOSE)).toEqual([]);
});

test("an exported name stands once in the tree", () => {
  const twice = [...homonyms(here)].map(([name, paths]) => `${name} is exported by ${paths.join(" and ")}`);
  expect(twice).toEqual([]);
});

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
});
