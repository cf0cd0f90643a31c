import postgres, { type Sql } from "postgres";
import { inject, onTestFinished } from "vitest";
import { SOCKET_PORT } from "#server/postgres/postmaster.ts";
import { TEMPLATE } from "./global-cluster.ts";

export interface TakenDatabase {
  /** What postgres.js needs, for a server under test that makes its own pool. */
  connectionOptions(username?: string): { host: string; port: number; database: string; username: string };
}

export type FreshDatabase = TakenDatabase & {
  readonly name: string;
  /** A pool on this database, ended with it; `postgres` is the owner of everything. */
  connect(username?: string, options?: postgres.Options<Record<string, never>>): Sql;
  /**
   * Ends the pools and removes the database.
   * @throws Error where something else is still connected to it: a product that is to be closed first
   */
  drop(): Promise<void>;
};

let made = 0;

/**
 * A database of its own with every migration applied, copied from the template of this run in about 0.2 s. Make one per
 * file in `beforeAll` and drop it in `afterAll`, or one per test with `databaseOfTest`.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${process.pid}_${made++}`;
  const place = { host: inject("socketDir"), port: SOCKET_PORT };
  // As files: what writes each block into the log for a crash takes twice as long.
  await administer(`create database ${name} template ${TEMPLATE} strategy file_copy`);
  const pools: Sql[] = [];
  const connectionOptions = (username = "postgres") => ({ ...place, database: name, username });
  return {
    name,
    connectionOptions,
    connect: (username, options = {}) => {
      const pool = postgres({ ...connectionOptions(username), max: 4, onnotice: () => {}, ...options });
      pools.push(pool);
      return pool;
    },
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.end({ timeout: 5 })));
      await remove(name);
    },
  };
}

/** A fresh database that goes when the current test ends. */
export async function databaseOfTest(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  return database;
}

/** PostgreSQL waits some seconds for connections that are just ending; whoever is there after that was forgotten. */
async function remove(name: string): Promise<void> {
  try {
    await administer(`drop database ${name}`);
  } catch (error) {
    if ((error as postgres.PostgresError).code !== OBJECT_IN_USE) throw error;
    await administer(`drop database ${name} with (force)`);
    throw new Error(`${name} was dropped while somebody still worked on it: close them first`, { cause: error });
  }
}

const OBJECT_IN_USE = "55006";

async function administer(statement: string): Promise<void> {
  const sql = postgres({
    host: inject("socketDir"),
    port: SOCKET_PORT,
    username: "postgres",
    database: "postgres",
    max: 1,
  });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}
