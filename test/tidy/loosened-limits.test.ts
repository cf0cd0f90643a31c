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

test("no limit is let go that was held on main", () => {
  const text = textBefore(LIMITS);
  if (text !== undefined) expect(letGo(JSON.parse(text) as Limits, limits())).toEqual([]);
});

test("a number that is said to limit nothing has its reason", () => {
  expect(Object.entries(limits().limitsNothing).filter(([, reason]) => reason.length < 20)).toEqual([]);
});

/** What a test saw and is seen by none any more though it is there, and what was added to the lists that only get shorter. */
function letGo(before: Limits, now: Limits): string[] {
  const elsewhere = [...now.unseen, ...now.noLimits, ...Object.keys(now.limitsNothing)];
  const added = (list: "noLimits" | "unseen") => now[list].filter((each) => !before[list].includes(each));
  return [
    ...elsewhere.filter((each) => Object.hasOwn(before.seenBy, each)).map((each) => `${each} was seen by a test`),
    ...added("unseen").map((each) => `${each} is unseen: write the test that sees it`),
    ...added("noLimits").map((each) => `${each} is said to limit nothing, without a reason: limitsNothing`),
  ];
}

test("a limit that is moved out of sight is caught, and so is one that limits nothing without a reason", () => {
  const before = {
    seenBy: { "pin.ts#TRIES": "a.test.ts", "gone.ts#MOST": "" },
    unseen: ["b.ts#b"],
    noLimits: ["c.ts#c"],
    limitsNothing: {},
  };
  const seen = { "pin.ts#TRIES": "b.test.ts" };
  expect(letGo(before, before)).toEqual([]);
  expect(
    letGo(before, { seenBy: seen, unseen: [], noLimits: [], limitsNothing: { "b.ts#b": "why", "d.ts#d": "why" } }),
  ).toEqual([]);
  const asUnseen = { ...before, seenBy: {}, unseen: ["pin.ts#TRIES"] };
  expect(letGo(before, asUnseen)).toEqual([
    "pin.ts#TRIES was seen by a test",
    "pin.ts#TRIES is unseen: write the test that sees it",
  ]);
  const asNone = { ...before, seenBy: seen, noLimits: ["pin.ts#TRIES", "b.ts#b"] };
  expect(letGo(before, asNone)).toEqual([
    "pin.ts#TRIES was seen by a test",
    "pin.ts#TRIES is said to limit nothing, without a reason: limitsNothing",
    "b.ts#b is said to limit nothing, without a reason: limitsNothing",
  ]);
  expect(letGo(before, { ...before, limitsNothing: { "pin.ts#TRIES": "why" } })).toEqual([
    "pin.ts#TRIES was seen by a test",
  ]);
});

/** Where numbers bound what is taken, remembered, tried or waited for. Screens only say beforehand what the door asks. */
const BOUND = /^(?:bench|cli|duty|server|solver)\//;

/** Numbers that nobody has sorted, and sorted ones that are gone or stand in two lists. */
function unsorted(tree: Tree, { seenBy, unseen, noLimits, limitsNothing }: Limits): string[] {
  const files = [...tree].filter(([path]) => BOUND.test(path) && isScript(path) && !isTest(path));
  const numbers = new Set(files.flatMap(([path, text]) => namedNumbers(path, text).map(({ name }) => name)));
  const sorted = [...Object.keys(seenBy), ...unseen, ...noLimits, ...Object.keys(limitsNothing)];
  return [
    ...[...numbers].filter((each) => !sorted.includes(each)).map((each) => `${each} is in no list of ${LIMITS}`),
    ...sorted.filter((each) => !numbers.has(each)).map((each) => `${each} is gone`),
    ...sorted.filter((each, index) => sorted.indexOf(each) !== index).map((each) => `${each} is in two lists`),
  ];
}

test("a number that nobody has sorted is caught, one that is gone, and one in two lists", () => {
  const tree = plant({
    "server/log/log-view.ts":
      "const MOST = 5;\nexport const longest = 2 * minute;\nconst word = text;\nfunction f() {\n  const inner = 7;\n}",
    "server/log/log-view.test.ts": "const tries = 5;",
    "solver/errors.ts": "export const most = { days: 400, people: 1000 };\nconst names = { days: 'Tage' };",
    "web/desk/log/lines.ts": "const atOnce = 30;",
  });
  const sorted = {
    seenBy: { "log-view.ts#MOST": "" },
    unseen: [],
    noLimits: ["log-view.ts#MOST", "a.ts#b"],
    limitsNothing: {},
  };
  expect(unsorted(tree, sorted)).toEqual([
    `log-view.ts#longest is in no list of ${LIMITS}`,
    `errors.ts#most.days is in no list of ${LIMITS}`,
    `errors.ts#most.people is in no list of ${LIMITS}`,
    "a.ts#b is gone",
    "log-view.ts#MOST is in two lists",
  ]);
});

test.each([
  ["const A = { b: { c: { d: 4 } } } satisfies Deep;", ["A.b.c.d"]],
  ["export const A: Deep = Object.freeze({ b: { c: 4 }, ...{ d: 5 } });", ["A.b.c"]],
  ["const A = { 7: { b: 4 }, 'c d': 5_000 } as const;", ["A.7.b", "A.c d"]],
  ["const A = 2 ** 4, B = minute / 4, C = -(4 - 2);", ["A", "B", "C"]],
  ["const A = { b: word, c: [4], d: () => 4, e: f(4), g: '4', h: z.int().max(4) };\nlet I = 4;", []],
])("numbers with a name are seen however deep they stand: %s", (text, names) => {
  expect(namedNumbers("server/log.ts", text).map(({ name }) => name)).toEqual(names.map((each) => `log.ts#${each}`));
});

test("a limit is loosened where it stands, and one that is not there is said", () => {
  const change = (limit: string, text: string) =>
    (loosen(limit).transform as (text: string, id: string) => unknown)(text, "/somewhere/server/log.ts");
  expect(change("log.ts#MOST", "const MOST = 2 * minute;")).toBe("const MOST = (2 * minute) * 1000;");
  const several = "const most = { days: 400, people: 10 * ten } as const;";
  expect(change("log.ts#most.people", several)).toBe("const most = { days: 400, people: (10 * ten) * 1000 } as const;");
  const deep =
    'export const ALLOWED = {\n  // why\n  name: { free: 5, longest: { minutes: idle / 2 } },\n  "at once": -3,\n} as const satisfies Allowed;';
  expect(change("log.ts#ALLOWED.name.longest.minutes", deep)).toBe(deep.replace("idle / 2", "(idle / 2) * 1000"));
  expect(change("page.ts#MOST", "const MOST = 5;")).toBeUndefined();
  expect(() => change("log.ts#LEAST", "const MOST = 5;")).toThrow("no limit LEAST");
});
