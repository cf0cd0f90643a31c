import { describe, expect, test } from "vitest";
import { misspeltColumns, namesOfColumns } from "./spelt-columns.ts";
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
