import { expect, test } from "vitest";
import config from "../../vitest.config.ts";
import counts from "./test-counts.json" with { type: "json" };
import { testsOf, tooFew, uncountedTests } from "./test-counts.ts";
import { plant, ROOT, repository } from "./tree.ts";

test("every file of tests is counted", () => {
  expect(uncountedTests(repository(), counts)).toEqual([]);
  expect(Object.keys(counts).length).toBeGreaterThan(250);
});

test("every file of tests is counted before it begins, in whichever project it stands", () => {
  const { setupFiles, projects = [] } = config.test ?? {};
  expect(setupFiles).toEqual(["test/tidy/hold-test-count.ts"]);
  expect(projects.length).toBeGreaterThan(7);
  for (const each of projects) {
    const { extends: extended, test: of } = each as {
      extends?: boolean;
      test?: { name: string; setupFiles?: unknown };
    };
    expect(extended, of?.name).toBe(true);
    expect(of?.setupFiles === undefined || Array.isArray(of.setupFiles), of?.name).toBe(true);
  }
});

test("a file that nobody counted is told, and one that is gone", () => {
  const tree = plant({ "duty/log/log.test.ts": "test(1)", "duty/log/log.ts": "" });
  expect(uncountedTests(tree, { "duty/log/page.test.ts": 3 })).toEqual([
    "duty/log/log.test.ts stands not in test/tidy/test-counts.json",
    "duty/log/page.test.ts stands in test/tidy/test-counts.json and is not there",
  ]);
});

test("a file that has fewer tests than are written down may not begin, wherever the repository stands", () => {
  const told = (found: number) => tooFew(`${ROOT}/duty/log/log.test.ts`, found, { "duty/log/log.test.ts": 12 });
  expect(told(11)).toContain("duty/log/log.test.ts has 11 tests, and 12 are written down");
  expect(told(0)).toContain("has 0 tests");
  expect([told(12), told(13), tooFew(`${ROOT}/duty/log/new.test.ts`, 0, {})]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("tests are counted however deep they stand; a suite without any counts for nothing", () => {
  const one = { type: "test" };
  const suite = { type: "suite", tasks: [one, { type: "suite", tasks: [one, one] }, { type: "suite", tasks: [] }] };
  expect(testsOf({ type: "suite", tasks: [suite] })).toBe(3);
});
