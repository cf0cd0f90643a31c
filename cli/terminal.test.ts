import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { everyVerb, zhiban } from "./terminal.ts";

const said = hearConsole();
const verbs = await everyVerb();

test.each([...verbs])("%s and all that may follow it are said in both languages, in one line", (_, verb) => {
  const parts = [...Object.values(verb.operands), ...Object.values(verb.flags)].map(({ is }) => is);
  for (const { zh, en } of [verb.does, ...parts]) {
    expect(zh).toMatch(/^[^\n]+$/);
    expect(en).toMatch(/^[ -~]+$/);
  }
});

/** What the first column of the table of verbs says, span by span: the words before the first that is no verb's, and the flags. */
function rowsOf(readme: string): { readonly verb: string; readonly flags: readonly string[] }[] {
  const [, table = ""] = readme.split(/\| (?:verb|命令) /);
  const firstColumn =
    table
      .split("\n\n", 1)[0]
      ?.split("\n")
      .map((line) => line.split(" | ", 1)[0] ?? "") ?? [];
  const spans = firstColumn.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span));
  return spans.map((span) => ({
    verb: /^[a-z]+(?:-[a-z]+)*(?: [a-z]+\b)*/.exec(span)?.[0] ?? "",
    flags: [...span.matchAll(/--([a-z-]+)/g)].map(([, flag = ""]) => flag),
  }));
}

test.each(["README.md", "README.zh-CN.md"])("the table of verbs in %s is what there is", (file) => {
  const rows = rowsOf(readFileSync(file, "utf8"));
  expect(rows.map(({ verb }) => verb).sort()).toEqual([...verbs.keys()].sort());
  for (const { verb, flags } of rows)
    expect(Object.keys(verbs.get(verb)?.flags ?? {})).toEqual(expect.arrayContaining([...flags]));
});

test.each([
  [["--nonsense"], "there is no flag --nonsense; zhiban --help lists what there is"],
  [["nonsense", "--help"], "there is no verb nonsense; zhiban --help lists what there is"],
  [["toString"], "there is no verb toString; zhiban --help lists what there is"],
  [["serve", "-p", "80"], "serve: there is no flag -p"],
  [["serve", "now"], "serve: now is one word too many"],
  [
    ["serve", "--port", "many"],
    "serve: 设置 PORT 有误 Setting PORT is wrong: Invalid input: expected number, received NaN",
  ],
  [["verify", "--data", "--json"], "verify: --data needs a value: --data DIR"],
  [["verify", "--json=yes"], "verify: --json takes no value"],
  [["backup"], "backup: FILE is missing"],
  [["roster"], "roster is followed by one of solve"],
  [["regulations", "mend"], "regulations is followed by one of check, coverage, not by mend"],
])("%j is the caller's mistake: one sentence, status 2", async (args, sentence) => {
  expect(await zhiban(args)).toBe(2);
  expect(said).toEqual({ out: [], err: [sentence] });
});
