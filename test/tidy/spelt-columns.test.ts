import { describe, expect, test } from "vitest";
import { columnsOfOurs, misspeltColumns, namesOfColumns, spokenColumns } from "./spelt-columns.ts";
import { plant, repository } from "./tree.ts";

const here = repository();
const known = namesOfColumns(here);

test("every name with which a statement compares a column is one that the column may hold", () => {
  expect(Object.values(known).every(({ size }) => size > 10)).toBe(true);
  expect(misspeltColumns(here)).toEqual([]);
});

describe("a name that the column never holds is caught", () => {
  const found = (path: string, text: string) => misspeltColumns(plant({ [path]: text }), known);
  test.each([
    ["an act for its entry", "sql`select 1 from entry where type = 'log.write-line'`"],
    ["what is owed for an entry", "sql`where entry.type in ('log.line-written', 'handover.complete')`"],
    ["an entry that is misspelt", "sql`count(*) filter (where type <> 'obligation.mised')`"],
    ["an entry for what is owed", "sql`where what = 'attendance.signed-on'`"],
    ["what nobody owes", "sql`where what not in ('attendance.sign-on', 'attendance.relieve')`"],
    ["another word for what happened around an account", "sql`and what in ('signed-out', 'pin-reset')`"],
    ["no noun", "sql`where noun = 'logs'`"],
    ["no noun any more", "sql`where stream.noun in ('log', 'shift')`"],
    ["entries that nobody writes", "sql`where type like 'obligations.%'`"],
    ["no noun, over two lines", "sql`where noun in ('log',\n 'shift')`"],
    ["an entry that is not the one", "sql`where type is distinct from 'person.pin'`"],
    ["one of a list", "sql`where type = any (array['log.line-written', 'log.line'])`"],
  ])("%s", (_, text) => {
    expect(found("server/log/log-view.ts", text)).toHaveLength(1);
    expect(found("server/migrations/0100-x.sql", text)).toHaveLength(1);
  });

  test.each([
    ["what is there", "sql`where noun = 'log' and type = 'log.line-written' and what = 'matter.settle'`"],
    ["what happened around an account", "sql`where what = 'signed-out'`"],
    ["what is put in", "sql`where type = $" + "{type} and what in $" + "{list}`"],
    ["another column", "sql`where kind = 'shifts'`"],
  ])("and not %s", (_, text) => expect(found("server/log/log-view.ts", text)).toEqual([]));
});

test("no other column is compared with a word that stands in the statement, where no compiler reads it", () => {
  expect(["kind", "ended_why", "purpose"].filter((each) => !columnsOfOurs().has(each))).toEqual([]);
  expect(spokenColumns(here)).toEqual([]);
});

test.each([
  ["sql`select 1 from desk where ended_why = 'cut'`", ["ended_why cut"]],
  ["sql`select count(*) filter (where kind in ('name', 'phone')) from secret_text`", ["kind name"]],
  ["sql`update desk set ended_at = 1, ended_why = 'cut'`", ["ended_why cut"]],
  ["sql`select 1 from secret_text s where s.kind is distinct from 'name'`", ["kind name"]],
  ["sql`select 1 from desk where ended_why = $" + "{why}`", []],
  ["sql`select 1 from pg_class where kind = 'r'`", []],
  ["sql`select 1 from entry where type = 'log.line-written' and site <> ''`", []],
])("%s compares %j", (text, words) => {
  const tree = plant({ "server/a.ts": `function f(sql) { return ${text}; }` });
  expect(spokenColumns(tree, new Set(["kind", "ended_why", "type", "site"]))).toEqual(
    words.map((each) => `server/a.ts, f: ${each}`),
  );
});
