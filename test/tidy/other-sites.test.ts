import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { textBefore } from "./mainline.ts";
import { otherSites, tablesOfSites } from "./other-sites.ts";
import { plant, ROOT, repository } from "./tree.ts";

/** Statements that may reach rows of several sites, and why; it only gets shorter, and two of a function count by themselves. */
const LIST = "test/tidy/other-sites.json";

function reasonsIn(text: string): Readonly<Record<string, string>> {
  return JSON.parse(text);
}

const allowed = reasonsIn(readFileSync(join(ROOT, LIST), "utf8"));

test("a statement that reads or changes rows of a site names the site, or it is written down why not", () => {
  expect(otherSites(repository()).toSorted()).toEqual(Object.keys(allowed).toSorted());
});

test("those that name none only get fewer, and each has its reason", () => {
  const text = textBefore(LIST);
  const before = text === undefined ? allowed : reasonsIn(text);
  expect(Object.keys(allowed).filter((each) => !Object.hasOwn(before, each))).toEqual([]);
  expect(Object.values(allowed).filter((reason) => reason.length < 20)).toEqual([]);
});

test("tables of sites are read from what the migrations make", () => {
  const tables = tablesOfSites();
  expect(["photo", "secret_text", "entry", "matter"].filter((each) => !tables.has(each))).toEqual([]);
  expect(["organisation", "account"].filter((each) => tables.has(each))).toEqual([]);
});

const tables = new Set(["photo", "entry", "stream", "outbox"]);
const found = (sql: string) => otherSites(plant({ "server/a.ts": `function f(sql) { return ${sql}; }` }), tables);

test.each([
  [
    "`update photo set bytes = null where org = $" + "{org} and hash in (select x from json_y($" + "{z}) as x)`",
    ["photo"],
  ],
  ["sql`delete from photo where org = $" + "{org}`", ["photo"]],
  ["sql`select hash from photo where org = $" + "{org} order by site`", ["photo"]],
  ["sql`select 1 from photo p join entry e on e.site = p.site where p.org = $" + "{org}`", ["photo", "entry"]],
  [
    "sql`select 1 from photo p where p.site = $" + "{s} and exists (select from entry e where e.org = p.org)`",
    ["entry"],
  ],
  ["sql`select 1 from photo p, entry e where p.site = $" + "{s} and e.org = p.org`", ["entry"]],
  ["sql`select site from stream union select site from photo where site = $" + "{s}`", ["stream"]],
  ["sql`delete from $" + "{sql(table)} where org = $" + "{org}`", ["any"]],
  ["sql.unsafe('select site from photo')", ["photo"]],
  ["sql`update outbox set n = 1 where (org, site, key) in (select org, site, key from outbox limit 3)`", ["outbox"]],
])("%s is caught", (sql, named) => {
  expect(found(sql).toSorted()).toEqual(named.map((each) => `server/a.ts, f: ${each}`).toSorted());
});

test.each([
  "sql`update photo set bytes = null where org = $" + "{org} and site = $" + "{site} and hash = $" + "{hash}`",
  "sql`select 1 from photo p join entry e on e.site = p.site where p.site = $" + "{site}`",
  "sql`select w.h from unnest($" +
    "{a}::text[], $" +
    "{b}::int[]) as w (h) where not exists (select from photo p where p.site = $" +
    "{site} and p.hash = w.h)`",
  "sql`select 1 from organisation where org = $" + "{org}`",
  "sql`insert into photo (org, site) values ($" +
    "{org}, $" +
    "{site}) on conflict (org, site) do update set org = excluded.org`",
  "sql`select 1 from entry where site in ('', $" + "{site})`",
])("%s is none", (sql) => expect(found(sql)).toEqual([]));

test("a second statement in the same function is not covered by the first", () => {
  expect(found("[sql`select 1 from photo`, sql`delete from photo`]")).toEqual([
    "server/a.ts, f: photo",
    "server/a.ts, f: photo (2)",
  ]);
});
