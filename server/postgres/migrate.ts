import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sql, TransactionSql } from "postgres";

export type Migration = { readonly name: string; readonly sha256: string; readonly text: string };

type Applied = { readonly name: string; readonly sha256: string };

const NAME = /^\d{4}-[a-z0-9-]+\.sql$/;
/** Arbitrary, but the same in every release: two programs that start together take turns. */
const LOCK = 5_301_918;

/**
 * Brings a database to the state of the numbered `.sql` files of a folder and answers the names of those it applied. Each
 * file is one transaction, so a program that is killed in the middle has applied the files before and nothing else.
 * @throws Error when a file was edited, left out or slipped in after later ones had been applied
 */
export async function migrate(sql: Sql, folder: string): Promise<string[]> {
  const migrations = readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const name = await applyNext(sql, migrations);
    if (!name) return applied;
    applied.push(name);
  }
}

/** The migrations of a folder in order of their numbers. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  for (const [index, name] of names.entries()) {
    if (!NAME.test(name)) throw new Error(`Migration ${name}: name it like 0001-journal.sql.`);
    if (names[index - 1]?.slice(0, 4) === name.slice(0, 4))
      throw new Error(`Two migrations have number ${name.slice(0, 4)}.`);
  }
  return names.map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    if (/^\s*(?:start transaction|commit|rollback)\s*;/im.test(text))
      throw new Error(`Migration ${name} ends its own transaction; each file is one already.`);
    return { name, sha256: createHash("sha256").update(text).digest("hex"), text };
  });
}

/** Whether a database has had exactly the migrations of a folder. */
export async function isMigrated(sql: Sql, folder: string): Promise<boolean> {
  const applied = await sql<{ name: string }[]>`select name from migration order by name`;
  const names = readMigrations(folder).map(({ name }) => name);
  return names.length === applied.length && names.every((name, index) => applied[index]?.name === name);
}

function applyNext(sql: Sql, migrations: Migration[]): Promise<string | undefined> {
  return sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${LOCK})`;
    await transaction`
      create table if not exists migration
        (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`;
    const applied = await transaction<Applied[]>`select name, sha256 from migration order by name`;
    requireSameHistory(applied, migrations);
    const next = migrations[applied.length];
    if (next) await apply(transaction, next);
    return next?.name;
  }) as Promise<string | undefined>;
}

async function apply(transaction: TransactionSql, { name, sha256, text }: Migration): Promise<void> {
  try {
    await transaction.unsafe(text).simple();
  } catch (error) {
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
  await transaction`insert into migration (name, sha256) values (${name}, ${sha256})`;
}

function requireSameHistory(applied: Applied[], migrations: Migration[]): void {
  for (const [index, { name, sha256 }] of applied.entries()) {
    const ours = migrations[index];
    if (!migrations.some((each) => each.name === name))
      throw new Error(
        `This database was changed by a newer Zhiban (migration ${name}): install that version or a later one.`,
      );
    if (ours?.name !== name)
      throw new Error(
        `Migration ${ours?.name} stands before ${name}, which this database has already: give it the next number.`,
      );
    if (ours.sha256 !== sha256)
      throw new Error(
        `Migration ${name} was edited after this database had applied it: undo the edit and write a new migration.`,
      );
  }
}
