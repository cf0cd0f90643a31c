import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { migrate } from "#server/postgres/migrate.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { dumpSchema } from "#test/schema/dump-schema.ts";

const migrations = join(import.meta.dirname, "..", "..", "server", "migrations");
const written = readFileSync(join(import.meta.dirname, "..", "..", "docs", "schema.txt"), "utf8");

/** They change only what rows say. */
const onlyRows = [
  "0039-set-ups-plan.sql",
  "0042-calls-of-before.sql",
  "0045-no-words-in-clear.sql",
  "0046-told-of-matters.sql",
];

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect();
});
afterAll(() => database.drop());

test("what the migrations make is what docs/schema.txt says; if not, run node test/schema/write-schema.ts and read the difference", async () => {
  expect(await dumpSchema(sql)).toBe(written);
});

test("each migration changes something: what stands there already does not, nor what another has made under its name", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zhiban-migrations-"));
  const name = `${database.name}_from_nothing`;
  await sql.unsafe(`create database ${name} template template0`);
  const empty = postgres({ ...database.connectionOptions(), database: name, max: 2, onnotice: () => {} });
  onTestFinished(async () => {
    await empty.end();
    await sql.unsafe(`drop database ${name}`);
    rmSync(folder, { recursive: true });
  });
  const without: string[] = [];
  let before = await dumpSchema(empty);
  for (const file of readdirSync(migrations).toSorted()) {
    copyFileSync(join(migrations, file), join(folder, file));
    await migrate(empty, folder);
    const after = await dumpSchema(empty);
    if (after === before) without.push(file);
    before = after;
  }
  expect(without).toEqual(onlyRows);
  expect(before).toBe(written);
});

test.each([
  ["a column", "alter table stream add column note text", "note text"],
  ["a default", "alter table stream alter column version set default 7", "version integer not null default 7"],
  ["a policy that is gone", "drop policy isolation on stream", "policy isolation"],
  ["row security that is off", "alter table secret_text disable row level security", "row security"],
  ["a right", "grant update on entry to zb_app", "zb_app may insert, select, update"],
  ["a right on a column", "grant update (type) on entry to zb_feed", "update (type)"],
  ["a trigger that is gone", "drop trigger entry_stays on entry", "entry_stays"],
  ["an index", "create index again on stream (noun)", "INDEX again"],
  ["a constraint", "alter table stream add constraint least check (version > 1)", "constraint least"],
  [
    "a function",
    "create or replace function zb_org() returns text language sql stable parallel safe return 'all'",
    "all",
  ],
  ["a member", "grant zb_owner to zb_feed", "role zb_feed: member of zb_owner"],
])("%s shows", async (_, statement, sign) => {
  const before = linesIn(await dumpSchema(sql));
  // Roles belong to the whole server: what is tried here is never committed.
  const holder = await sql.reserve();
  await holder`begin`;
  await holder.unsafe(statement);
  const after = linesIn(await dumpSchema(holder));
  await holder`rollback`;
  holder.release();
  const changed = [...before, ...after].filter((line) => !(before.has(line) && after.has(line)));
  expect(changed.filter((line) => line.includes(sign))).not.toEqual([]);
});

/** Each line with the thing that it belongs to. */
function linesIn(dumped: string): ReadonlySet<string> {
  return new Set(
    dumped.split("\n\n").flatMap((section) => {
      const [title = "", ...lines] = section.split("\n");
      return [title, ...lines.map((line) => `${title}: ${line}`)];
    }),
  );
}
