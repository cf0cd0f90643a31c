import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unknownCitations, vanishedFiles, vanishedNames } from "./papers.ts";
import { plant, ROOT, repository } from "./tree.ts";

const here = repository();
const DOCUMENTS = [
  ...["ARCHITECTURE.md", "STYLE.md", "CONTRIBUTING.md", "README.md", "README.zh-CN.md"],
  "docs/test-fixtures.md",
  // A decision tells of the past in words of its time; a file that it points to is one to go and read.
  ...[...here.keys()].filter((path) => path.startsWith("docs/decisions/")),
];

test("every cited rule exists", () => expect(unknownCitations(here)).toEqual([]));
test.each(DOCUMENTS)("%s names files that exist", (document) => {
  expect(here.has(document)).toBe(true);
  expect(vanishedFiles(here, document)).toEqual([]);
});

test("comments and documents tell of files and code that there are", () => expect(vanishedNames(here)).toEqual([]));

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

test.each([
  ["web/ui/Panel.tsx", "/* Read by\n * `test/last/seen.test.ts`. */", "test/last/seen.test.ts"],
  ["duty/log/page.ts", "const a = 1; // See ./lines.ts for why.", "lines.ts"],
  ["duty/log/page.ts", "/** As rules.yaml says and rooms.yaml. */", "rooms.yaml"],
  ["docs/build.md", "| chapters on `openHouse` |", "openHouse"],
  ["README.md", "0001-site.sql makes it.", "0001-site.sql"],
  ["duty/log/page.ts", "/** Reads what `settingId(each)` writes. */", "settingId"],
])("%s saying %s is caught", (path, text, name) => {
  const tree = plant({ "duty/log/log.ts": "export const openLog = 1;", "a/rules.yaml": "", [path]: text });
  expect(vanishedNames(tree)).toEqual([`${path} tells of ${name}, which is nowhere`]);
});

test("what there is may be told of, patterns and examples in fences too, and the past in decisions", () => {
  const tree = plant({
    "duty/log/log.ts":
      "/** `openLog` of #duty/log/log.ts, ./log.ts, `*.test.ts`, `<noun>.ts`. */\nconst openLog = 'gone.ts';",
    "docs/build.md":
      "`duty/log/log.ts`, `log-noun.ts`-like: `npm run x -- --mostLines`\n```ts\nimport './gone.ts';\n```",
    "duty/log/log-noun.ts": "const mostLines = 1;",
    "docs/decisions/0001-log.md": "It was called gone.ts and `openHouse`.",
  });
  expect(vanishedNames(tree)).toEqual([]);
});

test("the lockfile lists every package and names no registry", async () => {
  const { missingEntries } = (await import(`${ROOT}/patches/lockfile.mjs`)) as { missingEntries(lock: object): object };
  const text = readFileSync(join(ROOT, "package-lock.json"), "utf8");
  expect(Object.keys(missingEntries(JSON.parse(text))), "run: npm run lockfile").toEqual([]);
  expect(text).not.toContain('"resolved"');
});
