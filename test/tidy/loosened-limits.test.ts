import { basename } from "node:path/posix";
import { expect, test } from "vitest";
import { LIMITS, type Limits, limits } from "../drill/limits/limits-drill.ts";
import { loosen, namedNumbers } from "../drill/limits/loosen.ts";
import { textBefore } from "./mainline.ts";
import { isScript, isTest, plant, repository, type Tree } from "./tree.ts";

/*
 * A limit that nobody sees can be lost without a word. Every named number of everything but the screens is said to be a limit with the test that sees it, or
 * to limit nothing; `npm run drill -- limits` loosens each and asks its test.
 */

const here = repository();

test("every named number is a limit that a test sees, or limits nothing", () => {
  expect(unsorted(here, limits())).toEqual([]);
});

test("every test that is said to see a limit is there", () => {
  const names = new Set([...here.keys()].filter(isTest).map((path) => basename(path)));
  expect(Object.values(limits().seenBy).filter((file) => !names.has(file))).toEqual([]);
});

test("limits that no test sees only get fewer", () => {
  const text = textBefore(LIMITS);
  const before: readonly string[] = text === undefined ? limits().unseen : (JSON.parse(text) as Limits).unseen;
  expect(limits().unseen.filter((each) => !before.includes(each))).toEqual([]);
});

/** Where numbers bound what is taken, remembered, tried or waited for. Screens only say beforehand what the door asks. */
const BOUND = /^(?:bench|cli|duty|server|solver)\//;

/** Numbers that nobody has sorted, and sorted ones that are gone or stand in two lists. */
function unsorted(tree: Tree, { seenBy, unseen, noLimits }: Limits): string[] {
  const files = [...tree].filter(([path]) => BOUND.test(path) && isScript(path) && !isTest(path));
  const numbers = new Set(files.flatMap(([path, text]) => namedNumbers(path, text).map(({ name }) => name)));
  const sorted = [...Object.keys(seenBy), ...unseen, ...noLimits];
  return [
    ...[...numbers].filter((each) => !sorted.includes(each)).map((each) => `${each} is in no list of ${LIMITS}`),
    ...sorted.filter((each) => !numbers.has(each)).map((each) => `${each} is gone`),
    ...sorted.filter((each, index) => sorted.indexOf(each) !== index).map((each) => `${each} is in two lists`),
  ];
}

test("a number that nobody has sorted is caught, one that is gone, and one in two lists", () => {
  const tree = plant({
    "server/log/log-view.ts":
      "const MOST = 5;\nexport const longest = 2 * minute;\nconst word = text;\n  const inner = 7;",
    "server/log/log-view.test.ts": "const tries = 5;",
    "solver/errors.ts": "export const most = { days: 400, people: 1000 };\nconst names = { days: 'Tage' };",
    "web/desk/log/lines.ts": "const atOnce = 30;",
  });
  const sorted = {
    seenBy: { "log-view.ts#MOST": "" },
    unseen: [],
    noLimits: ["log-view.ts#MOST", "a.ts#b"],
  };
  expect(unsorted(tree, sorted)).toEqual([
    `log-view.ts#longest is in no list of ${LIMITS}`,
    `errors.ts#most.days is in no list of ${LIMITS}`,
    `errors.ts#most.people is in no list of ${LIMITS}`,
    "a.ts#b is gone",
    "log-view.ts#MOST is in two lists",
  ]);
});

test("a limit is loosened where it stands, and one that is not there is said", () => {
  const change = (limit: string, text: string) =>
    (loosen(limit).transform as (text: string, id: string) => unknown)(text, "/somewhere/server/log.ts");
  expect(change("log.ts#MOST", "const MOST = 2 * minute;")).toBe("const MOST = (2 * minute) * 1000;");
  const several = "const most = { days: 400, people: 10 * ten } as const;";
  expect(change("log.ts#most.people", several)).toBe("const most = { days: 400, people: (10 * ten) * 1000 } as const;");
  expect(change("page.ts#MOST", "const MOST = 5;")).toBeUndefined();
  expect(() => change("log.ts#LEAST", "const MOST = 5;")).toThrow("no limit LEAST");
});
