import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unknownCitations, vanishedFiles } from "./papers.ts";
import { plant, ROOT, repository } from "./tree.ts";

const here = repository();
const DOCUMENTS = [
  ...["ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "README.md", "README.zh-CN.md"],
  "docs/test-fixtures.md",
];

test("every cited rule exists", () => expect(unknownCitations(here)).toEqual([]));
test.each(DOCUMENTS)("%s names files that exist", (document) => {
  expect(here.has(document)).toBe(true);
  expect(vanishedFiles(here, document)).toEqual([]);
});

test("a rule of no regulation is caught", () => {
  const tree = plant({
    "regulations/log/2026-01-01/rules.yaml": "rules:\n  - id: LOG-01\n",
    "regulations/log/2026-01-01/regulation.yaml": "cites: [LOG-01, LOG-02]",
    "duty/log/log.ts":
      'refuse("log.closed", ["LOG-03"]); // sealed with AES-256, hashed with SHA-512, bytes are UTF-16',
    "regulations/catalogue/MAP.yaml": "rules:\n  - { id: MAP-01 }\n",
  });
  expect(unknownCitations(tree)).toEqual([expect.stringContaining("LOG-02"), expect.stringContaining("LOG-03")]);
});

test("a file that is gone is caught, and a folder", () => {
  const tree = plant({
    "duty/log/log.ts": "",
    "A.md": "`duty/log/log.ts` `log.ts` `duty/log/` `page.ts` `paper/` `<noun>.ts`",
  });
  expect(vanishedFiles(tree, "A.md")).toEqual([
    "A.md names page.ts, which does not exist",
    "A.md names paper/, which does not exist",
  ]);
});

test("the lockfile lists every package and names no registry", async () => {
  const { missingEntries } = (await import(`${ROOT}/patches/lockfile.mjs`)) as { missingEntries(lock: object): object };
  const text = readFileSync(join(ROOT, "package-lock.json"), "utf8");
  expect(Object.keys(missingEntries(JSON.parse(text))), "run: npm run lockfile").toEqual([]);
  expect(text).not.toContain('"resolved"');
});
