import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { migrate, readMigrations } from "#server/postgres/migrate.ts";
import { databaseOfTest } from "#test/database.ts";

const migrations = join(import.meta.dirname, "..", "..", "server", "migrations");
const own = "0033-locks-of-people.sql";

/** A folder of the migrations as they were before this one. */
function earlierMigrations(): string {
  const folder = mkdtempSync(join(tmpdir(), "zhiban-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const { name } of readMigrations(migrations)) if (name < own) cpSync(join(migrations, name), join(folder, name));
  return folder;
}

test("of a desk that was locked or shared when the program was replaced each proves anew who they are; who was alone goes on", async () => {
  const sql = (await databaseOfTest()).connect();
  await sql.unsafe("drop schema public cascade; create schema public; grant usage on schema public to public");
  await migrate(sql, earlierMigrations());
  await sql`insert into organisation (org, name, head_office, sites) values ('o', '示范物业', 'head-office', '{tower}')`;
  for (const person of ["lin", "wang"])
    await sql`
      insert into account (org, person, sign_in_name, password_hash, sites, made_at)
      values ('o', ${person}, ${person}, 'none', '{tower}', 1)`;
  for (const [desk, lockedAt, people] of [
    ["alone", null, ["lin"]],
    ["locked", 7, ["lin", "wang"]],
    ["shared", null, ["lin", "wang"]],
  ] as const) {
    await sql`
      insert into desk (org, desk, token_hash, opened_at, active_at, locked_at)
      values ('o', ${desk}, ${Buffer.from(desk)}, 1, 5, ${lockedAt})`;
    for (const person of people)
      await sql`insert into desk_person (org, desk, person, since, ends_at) values ('o', ${desk}, ${person}, 1, 99)`;
  }
  expect(await migrate(sql, migrations)).toContain(own);
  const locks = await sql`select desk, person, locked_at::int as at from desk_person order by desk, person`;
  expect(locks).toMatchObject([
    { desk: "alone", person: "lin", at: null },
    { desk: "locked", person: "lin", at: 7 },
    { desk: "locked", person: "wang", at: 7 },
    { desk: "shared", person: "lin", at: 5 },
    { desk: "shared", person: "wang", at: 5 },
  ]);
  const guarded = await sql`
    select relname from pg_class where relname in ('desk', 'desk_person') and relrowsecurity and relforcerowsecurity`;
  expect(guarded).toHaveLength(2);
});
