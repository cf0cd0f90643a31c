import { expect, test } from "vitest";
import { nouns } from "#duty/nouns.ts";
import { commitCost, nounCost } from "./noun-cost.ts";
import { plant, repository } from "./tree.ts";

const planted = plant({
  "duty/bell/bell.ts": "export const bellKind = 1;",
  "duty/bell/bell.test.ts": "",
  "duty/wiring/bell-noun.ts": 'export const bell = noun({ name: "bell" });',
  "duty/nouns.ts": [
    'import type { Bell } from "#duty/bell/bell.ts";',
    'import { bell } from "#duty/wiring/bell-noun.ts";',
    "/** Every bell, and all others. */",
    "const heard = { bell: 1, bells: [2] };",
    "const all = [",
    "  bell,",
    "];",
  ].join("\n"),
  "duty/tower.ts": "const bell = 1;",
  "server/bell/bell-served.ts": 'export const servedBell = servedNoun({ noun: "bell" });',
  "server/migrations/0040-bell-view.sql": "",
  "server/simulation/bell-habit.ts": 'export const bellHabit: Habit = { noun: "bell" };',
  "server/start/served-nouns.ts":
    'import { servedBell } from "#server/bell/bell-served.ts";\nconst all = [servedBell] as const;',
  "server/start/serving.test.ts": 'import { servedBell } from "#server/bell/bell-served.ts";',
  "web/desk/bell/BellPanel.tsx": "",
  "web/languages/bell-words.en.json": "{}",
  "test/tidy/bell-plant.ts": "",
});

test("a noun's own files are those in its rooms and those of its name, tests apart", () => {
  const { files, tests } = nounCost(planted, "bell");
  expect(files).toEqual([
    "duty/bell/bell.ts",
    "duty/wiring/bell-noun.ts",
    "server/bell/bell-served.ts",
    "server/migrations/0040-bell-view.sql",
    "server/simulation/bell-habit.ts",
    "web/desk/bell/BellPanel.tsx",
  ]);
  expect(tests).toEqual(["duty/bell/bell.test.ts"]);
});

test("a line elsewhere counts where it names the value, and not where it only has the same word", () => {
  const { registrations } = nounCost(planted, "bell");
  expect(registrations.map(({ path, line }) => `${path}:${line}`)).toEqual([
    ...["duty/nouns.ts:2", "duty/nouns.ts:6"],
    ...["server/start/served-nouns.ts:1", "server/start/served-nouns.ts:2"],
  ]);
});

test("of a commit, what was there before counts by lines, and words, rules and tests stand apart", () => {
  const changed = [
    "2\t0\tduty/nouns.ts",
    "5\t1\tGLOSSARY.md",
    "9\t9\tduty/act-refusals.ts",
    "3\t3\tserver/a.test.ts",
    "4\t0\tREADME.md",
  ];
  const added = ["40\t0\tserver/bell/bell-view.ts", "-\t-\tweb/public/bell.png", "7\t0\tweb/languages/bell.en.json"];
  expect(commitCost(changed.join("\n"), `${added.join("\n")}\n`)).toEqual({
    touched: [{ path: "duty/nouns.ts", added: 2, removed: 0 }],
    added: ["server/bell/bell-view.ts", "web/public/bell.png"],
    tests: ["server/a.test.ts"],
    apart: ["GLOSSARY.md", "duty/act-refusals.ts", "web/languages/bell.en.json"],
  });
});

test("every noun of duty has files of its own, and is named where nouns are listed", () => {
  const tree = repository();
  for (const { name } of nouns) {
    const { files, registrations } = nounCost(tree, name);
    expect(files.length, name).toBeGreaterThan(1);
    expect(registrations.filter(({ path }) => path === "duty/nouns.ts").length, name).toBe(2);
  }
});
