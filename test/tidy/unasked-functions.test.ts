import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { textBefore } from "./mainline.ts";
import { plant, ROOT, repository } from "./tree.ts";
import { unaskedFunctions } from "./unasked-functions.ts";

/** Functions of the screens that no test asks, and why; it only gets shorter. */
const LIST = "test/tidy/unasked-functions.json";

function reasonsIn(text: string): Readonly<Record<string, string>> {
  return JSON.parse(text);
}

const allowed = reasonsIn(readFileSync(join(ROOT, LIST), "utf8"));

test("every plain function that a file of the screens gives away is asked by a test, or it is written down why not", () => {
  expect(unaskedFunctions(repository()).toSorted()).toEqual(Object.keys(allowed).toSorted());
});

test("those that no test asks only get fewer, and each has its reason", () => {
  const text = textBefore(LIST);
  const before = text === undefined ? allowed : reasonsIn(text);
  expect(Object.keys(allowed).filter((each) => !Object.hasOwn(before, each))).toEqual([]);
  expect(Object.values(allowed).filter((reason) => reason.length < 20)).toEqual([]);
});

const files = {
  "web/desk/door/acting.ts":
    "export function whoActs() {}\nexport const first = () => 1;\nexport const most = 3;\nfunction inner() {}\nexport function useActing() {}",
  "web/ui/Panel.tsx": "export function Panel() {}",
  "server/log/lines.ts": "export function lines() {}",
};

test("a function that no test imports is caught, and neither hooks nor components nor what stays inside", () => {
  expect(unaskedFunctions(plant(files))).toEqual([
    "web/desk/door/acting.ts: whoActs",
    "web/desk/door/acting.ts: first",
  ]);
});

test("a test that says the same word, but imports another file, asks nothing", () => {
  const elsewhere = { "web/ui/other.test.ts": 'import { whoActs } from "./other.ts";' };
  expect(unaskedFunctions(plant({ ...files, ...elsewhere }))).toHaveLength(2);
  const beside = { "web/desk/door/acting.test.ts": 'import { whoActs } from "./acting.ts";\nwhoActs();' };
  expect(unaskedFunctions(plant({ ...files, ...beside }))).toEqual(["web/desk/door/acting.ts: first"]);
});
