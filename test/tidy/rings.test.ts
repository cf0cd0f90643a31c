import { expect, test } from "vitest";
import { ringsOfFiles, ringsOfFolders } from "./rings.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("no file needs another to be understood that needs it in turn", () => expect(ringsOfFiles(here)).toEqual([]));
test("no two rooms of the desk import each other", () => expect(ringsOfFolders(here, "web/desk")).toEqual([]));

test("a ring of files is caught, also where one of them only wants a type", () => {
  const tree = plant({
    "duty/log/page.ts": 'import { line } from "./line.ts";',
    "duty/log/line.ts": 'import type { Page } from "./page.ts";\nimport { word } from "./word.ts";',
    "duty/log/word.ts": "export const word = 1;",
  });
  expect(ringsOfFiles(tree)).toEqual(["duty/log/line.ts → duty/log/page.ts → duty/log/line.ts"]);
});

test("a thread that wants a type of whoever starts it is caught", () => {
  const tree = plant({
    "solver/solve.ts": 'new Worker(new URL("./search.ts", import.meta.url));\nexport type Said = string;',
    "solver/search.ts": 'import type { Said } from "./solve.ts";',
  });
  expect(ringsOfFiles(tree)).toEqual(["solver/search.ts → solver/solve.ts → solver/search.ts"]);
});

test("a long ring is caught once, and so is a file that is loaded later", () => {
  const tree = plant({
    "web/a.ts": 'import { b } from "./b.ts";',
    "web/b.ts": 'const load = () => import("./c.ts");',
    "web/c.ts": 'import type { A } from "./a.ts";',
    "web/outside.ts": 'import { a } from "./a.ts";',
  });
  expect(ringsOfFiles(tree)).toEqual(["web/a.ts → web/b.ts → web/c.ts → web/a.ts"]);
});

test("rooms that import each other are caught, though no two of their files do", () => {
  const tree = plant({
    "web/desk/log/Line.tsx": 'import { ShiftId } from "../handover/shift.ts";',
    "web/desk/handover/shift.ts": "export type ShiftId = string;",
    "web/desk/handover/Paper.tsx": 'import type { Sheet } from "../log/sheet.ts";',
    "web/desk/log/sheet.ts": 'import { dress } from "../../ui/dress.ts";',
    "web/desk/routes.tsx": 'import { Line } from "./log/Line.tsx";',
    "web/ui/dress.ts": "export const dress = 1;",
  });
  expect(ringsOfFolders(tree, "web/desk")).toEqual(["handover → log → handover"]);
  expect(ringsOfFiles(tree)).toEqual([]);
});

test("a ring by way of what stands beside the rooms is caught", () => {
  const tree = plant({
    "web/desk/nouns.ts": 'import { log } from "./log/log-screens.ts";',
    "web/desk/log/log-screens.ts": 'import { Line } from "../paper/Line.tsx";',
    "web/desk/paper/Line.tsx": 'import type { Noun } from "../noun.ts";',
    "web/desk/noun.ts": "export type Noun = string;",
  });
  expect(ringsOfFolders(tree, "web/desk")).toEqual([". → log → paper → ."]);
});
