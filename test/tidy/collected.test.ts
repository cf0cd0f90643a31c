import { execFileSync } from "node:child_process";
import { join, relative, sep } from "node:path";
import { expect, test } from "vitest";
import { type CollectedFile, miscollected } from "./collected.ts";
import { plant, ROOT, repository } from "./tree.ts";

/** What `npm test` and the drill `long` run together. */
function collectedFiles(): CollectedFile[] {
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const words = [vitest, "list", "--filesOnly", "--json"];
  const said = execFileSync(process.execPath, words, {
    ...{ cwd: ROOT, encoding: "utf8", maxBuffer: 2 ** 26 },
    env: { ...process.env, ZHIBAN_LONG: "1" },
  });
  const files = JSON.parse(said) as CollectedFile[];
  return files.map(({ file, projectName }) => ({ file: relative(ROOT, file).split(sep).join("/"), projectName }));
}

test("every file of tests is run by exactly one project", () => {
  expect(miscollected(repository(), collectedFiles())).toEqual([]);
});

test("npm test runs every project but the one of long tests, which the short drill runs", () => {
  const only = repository()
    .get("test/drill/drill.ts")
    ?.match(/onlyLong = \[(.*?)\]/)?.[1];
  expect(only).toBe('"mutants", "limits", "mendings", "overview"');
  expect(repository().get("test/drill/all-drills.ts")).toContain("long: longDrill");
  const command = repository()
    .get("bootstrap.mjs")
    ?.match(/^ {2}test: \{.*words: \[(.*?)\]/m)?.[1];
  expect(command).toBe('"run"');
});

test("planted: one that is run by nobody, and one that is run twice, are caught", () => {
  const tree = plant({
    "bench/a.test.ts": "",
    "web/b.test.tsx": "",
    "web/c.spec.ts": "",
    "web/d.test.mjs": "",
    "duty/e.test.ts": "",
    "duty/e.ts": "",
  });
  const collected = [
    { file: "web/b.test.tsx", projectName: "pure" },
    { file: "web/b.test.tsx", projectName: "last" },
    { file: "duty/e.test.ts", projectName: "pure" },
  ];
  expect(miscollected(tree, collected)).toEqual([
    "bench/a.test.ts is run by no project",
    "web/b.test.tsx is run by pure and last",
    "web/c.spec.ts is run by no project",
    "web/d.test.mjs is run by no project",
  ]);
});
