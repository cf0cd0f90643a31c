import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { migrate } from "#server/postgres/migrate.ts";
import { databaseOfTest, type FreshDatabase } from "../database.ts";

let folder: string;
let database: FreshDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "zhiban-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  database = await databaseOfTest();
  await database.connect().unsafe("drop table if exists migration");
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

test("files are applied once, in order of their numbers", async () => {
  const sql = database.connect();
  write("0002-radio-is-charged.sql", "alter table radio add column charged boolean;");
  write("0001-radio.sql", "create table radio (id int primary key); insert into radio values (7);");
  expect(await migrate(sql, folder)).toEqual(["0001-radio.sql", "0002-radio-is-charged.sql"]);
  expect(await migrate(sql, folder)).toEqual([]);
  expect(await sql`select id, charged from radio`).toMatchObject([{ id: 7, charged: null }]);
});

test("a file that fails leaves nothing of itself and everything of those before it", async () => {
  const sql = database.connect();
  write("0001-radio.sql", "create table radio (id int primary key);");
  write("0002-broken.sql", "create table half (id int); select 1 / 0;");
  await expect(migrate(sql, folder)).rejects.toThrow(/0002-broken.sql failed: division by zero/);
  expect(await sql`select to_regclass('radio') is not null as radio, to_regclass('half') as half`).toMatchObject([
    { radio: true, half: null },
  ]);
  write("0002-broken.sql", "create table half (id int);");
  expect(await migrate(sql, folder)).toEqual(["0002-broken.sql"]);
});

test("a program that dies in the middle of a migration does no harm to the next", async () => {
  const dying = database.connect("postgres", { max: 1 });
  const sql = database.connect();
  write("0001-slow.sql", "create table radio (id int); select pg_terminate_backend(pg_backend_pid());");
  await expect(migrate(dying, folder)).rejects.toThrow(/terminating connection|CONNECTION_CLOSED/);
  write("0001-slow.sql", "create table radio (id int);");
  expect(await migrate(sql, folder)).toEqual(["0001-slow.sql"]);
});

test("two programs that start together take turns", async () => {
  write("0001-radio.sql", "select pg_sleep(0.1); create table radio (id int);");
  const answers = await Promise.all([database.connect(), database.connect()].map((sql) => migrate(sql, folder)));
  expect(answers.flat()).toEqual(["0001-radio.sql"]);
});

test("an applied file may not be edited, left out or preceded", async () => {
  const sql = database.connect();
  write("0002-radio.sql", "create table radio (id int);");
  await migrate(sql, folder);
  write("0001-early.sql", "create table early (id int);");
  await expect(migrate(sql, folder)).rejects.toThrow(/0001-early.sql stands before 0002-radio.sql/);
  rmSync(join(folder, "0001-early.sql"));
  write("0002-radio.sql", "create table radio (id bigint);");
  await expect(migrate(sql, folder)).rejects.toThrow(/0002-radio.sql was edited/);
  rmSync(join(folder, "0002-radio.sql"));
  await expect(migrate(sql, folder)).rejects.toThrow(/newer Zhiban \(migration 0002-radio.sql\)/);
});

test("file names and numbers are checked before anything is applied", async () => {
  const sql = database.connect();
  write("0001-radio.sql", "create table radio (id int);");
  write("0001-lamp.sql", "create table lamp (id int);");
  await expect(migrate(sql, folder)).rejects.toThrow(/Two migrations have number 0001/);
  rmSync(join(folder, "0001-lamp.sql"));
  write("2-lamp.sql", "create table lamp (id int);");
  await expect(migrate(sql, folder)).rejects.toThrow(/2-lamp.sql: name it like/);
  rmSync(join(folder, "2-lamp.sql"));
  write("0002-lamp.sql", "create table lamp (id int);\ncommit;");
  await expect(migrate(sql, folder)).rejects.toThrow(/0002-lamp.sql ends its own transaction/);
  expect(await sql`select to_regclass('radio') as radio`).toMatchObject([{ radio: null }]);
});
