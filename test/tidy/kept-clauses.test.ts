import { expect, test } from "vitest";
import { clausesNow, clausesText, KEPT_CLAUSES } from "./kept-clauses.ts";
import { plant, repository } from "./tree.ts";

test("every statement is bounded as it was read (after reading a change: node test/tidy/write-clauses.ts)", () => {
  const here = repository();
  const now = clausesNow(here);
  expect(Object.keys(now).length).toBeGreaterThan(170);
  expect(now).toEqual(JSON.parse(here.get(KEPT_CLAUSES) ?? "{}"));
  expect(here.get(KEPT_CLAUSES)).toBe(clausesText(now));
});

const bounded = `
  export const busy = (sql) => sql<Row[]>\`
    select id from page where org = \${org} and site = \${site} and not closed
    and id in (select id from latest where \${site} = any (sites) order by at desc, id limit 2)
    order by starts_at desc limit \${most} for update skip locked\`;
  const later = sql\`and due_at > \${now}\`;
  const count = transaction.sql\`select distinct on (post) post from page on conflict do nothing\`;
  const lock = () => sql.unsafe("select pg_advisory_xact_lock($1)");
  const look = (pool) => pool.begin("read only", async (sql) => sql\`select 1\`);
  const write = (pool) => pool.begin((sql) => sql\`set local lock_timeout = 0\`);
  const seen = "isolation level repeatable read read only", kind = page.begin("lobby");
  const send = () => transaction.send(sql\`begin isolation level serializable\`);
  const words = "where it stands";`;
const clausesOf = (text: string) => clausesNow(plant({ "server/log/page-view.ts": text }));

test("what bounds a statement is told, by file and function", () => {
  expect(clausesOf(bounded)).toEqual({
    "server/log/page-view.ts busy": `where org = \${org} and site = \${site} and not closed and id in ( where \${site} = any (sites) order by at desc, id limit 2) order by starts_at desc limit \${most} for update skip locked`,
    "server/log/page-view.ts later": `and due_at > \${now}`,
    "server/log/page-view.ts count": "distinct on (post) post on conflict do nothing",
    "server/log/page-view.ts lock": "pg_advisory_xact_lock($1)",
    "server/log/page-view.ts look": 'begin "read only"',
    "server/log/page-view.ts look (2)": "begin read only",
    "server/log/page-view.ts write": "begin",
    "server/log/page-view.ts write (2)": "set local lock_timeout = 0",
    "server/log/page-view.ts seen": "begin isolation level repeatable read read only",
    "server/log/page-view.ts send": "begin isolation level serializable",
  });
});

test.each([
  ["a limit, of one use of two", " limit 2"],
  ["a limit that a caller gives", `limit \${most}`],
  ["a lock", " for update skip locked"],
  ["how a lock waits", " skip locked"],
  ["a lock by number", "pg_advisory_xact_lock"],
  ["an order", "order by starts_at desc"],
  ["the last word of an order", ", id limit"],
  ["the site", `and site = \${site}`],
  ["the site within", `\${site} = any (sites)`],
  ["a condition without a comparison", "and not closed"],
  ["what a part of a statement says", `and due_at > \${now}`],
  ["that a transaction only reads", '"read only", '],
  ["what a transaction sees of others", "isolation level repeatable read "],
  ["what a transaction sees of others, of one begun by hand", " isolation level serializable"],
  ["how long a transaction waits", "set local lock_timeout = 0"],
])("%s taken out is a change", (_, words) => {
  expect(bounded).toContain(words);
  expect(clausesOf(bounded.replace(words, ""))).not.toEqual(clausesOf(bounded));
});
