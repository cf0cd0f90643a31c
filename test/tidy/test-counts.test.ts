import { expect, test } from "vitest";
import counts from "./test-counts.json" with { type: "json" };
import { testsOf, uncountedTests } from "./test-counts.ts";
import { plant, repository } from "./tree.ts";

test("every file of tests is counted", () => {
  expect(uncountedTests(repository(), counts)).toEqual([]);
  expect(Object.keys(counts).length).toBeGreaterThan(250);
});

test("a file that nobody counted is told, and one that is gone", () => {
  const tree = plant({ "duty/log/log.test.ts": "test(1)", "duty/log/log.ts": "" });
  expect(uncountedTests(tree, { "duty/log/page.test.ts": 3 })).toEqual([
    "duty/log/log.test.ts stands not in test/tidy/test-counts.json",
    "duty/log/page.test.ts stands in test/tidy/test-counts.json and is not there",
  ]);
});

test("tests are counted however deep they stand; a suite without any counts for nothing", () => {
  const one = { type: "test" };
  const suite = { type: "suite", tasks: [one, { type: "suite", tasks: [one, one] }, { type: "suite", tasks: [] }] };
  expect(testsOf({ type: "suite", tasks: [suite] })).toBe(3);
});
