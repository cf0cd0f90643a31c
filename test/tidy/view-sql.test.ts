import { expect, test } from "vitest";
import { plant, repository } from "./tree.ts";
import { restlessViews } from "./view-sql.ts";

test("the SQL of views and of the ledger calls only what answers the same tomorrow", () => {
  expect(restlessViews(repository())).toEqual([]);
});

const found = (sql: string) => [
  ...restlessViews(plant({ "server/matter/matter-view.ts": `const rows = sql\`${sql}\`;` })),
  ...restlessViews(plant({ "server/migrations/0032-matter-view.sql": `${sql};` })),
];

test.each([
  ...["now()", "NOW ( )", "pg_catalog.now()", "timeofday()", "age(opened_at)", "clock_timestamp()", "random()"],
  ...["gen_random_uuid()", "uuidv7()", "nextval('n')", "pg_sleep(1)", "statement_timestamp()", "txid_current()"],
  ...["pg_current_xact_id()", "current_setting('zb.org')", "some_day_invented()"],
  ...["current_timestamp", "CURRENT_DATE", "current_time(3)", "localtime", "localtimestamp"],
  ...["'now'::timestamptz", "'now' :: text", "'today'", "' Yesterday '", "'tomorrow 10:00'", "cast('x' as date)"],
  ...[
    "due::timestamp",
    'due::"timestamptz"',
    "timestamptz 'epoch'",
    "timestamp with time zone 'x'",
    "interval '1 day'",
  ],
])("%s is caught, in a query and in a migration", (restless) => {
  const sql = `select id from matter where due_at < ${restless}`;
  expect(new Set(found(sql).map((each) => each.split(" ")[0]))).toEqual(
    new Set(["server/matter/matter-view.ts", "server/migrations/0032-matter-view.sql"]),
  );
});

test.each([
  "select coalesce(max(due_at), 0)::bigint from matter where id in ('a', 'b') and (post = 'here' or not (released))",
  "create table matter (id text, primary key (org, site, id)) with (fillfactor = 80)",
  "insert into matter (org, id) values ('a', 'b') on conflict (org) do update set id = excluded.id",
  "create index matter_open on matter (org, due_at) where settled_at is null -- not now()",
])("%s is steady", (sql) => expect(found(sql)).toEqual([]));

test("part of a statement that is put together is looked at too, and what is put in may not be called", () => {
  const parts = {
    "server/log/page-view.ts": 'const order = "random()"; const q = `select $' + "{name}(id) from page`;",
  };
  expect(restlessViews(plant(parts))).toHaveLength(2);
});

test("a function of the ledger is looked at in whichever migration it is made", () => {
  const made = (body: string) => `create function journal_x() returns bigint as $$\nbegin\n  return random();\nend $$;\n
create function ledger_x() returns bigint language plpgsql as $$\nbegin\n\n  return ${body};\nend $$;\n\ngrant execute on function now() to a;`;
  const at = "server/migrations/0099-faster.sql";
  expect(restlessViews(plant({ [at]: made("coalesce(1, 2)") }))).toEqual([]);
  expect(restlessViews(plant({ [at]: made("txid_current()") }))).toEqual([
    expect.stringMatching(`^${at} calls txid_current`),
  ]);
});

test("elsewhere the database may be asked for its clock", () => {
  expect(restlessViews(plant({ "server/clock/clock.ts": "const a = sql`select now()`;" }))).toEqual([]);
});
