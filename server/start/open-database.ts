import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { saysNoRoom } from "#server/door/away-codes.ts";
import { requireDurable } from "#server/postgres/durable-settings.ts";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate, readMigrations } from "#server/postgres/migrate.ts";
import { type DatabaseRole, openPool } from "#server/postgres/pool.ts";
import { CannotServe } from "./cannot-serve.ts";

/** Where the steps stand that bring tables up to this release. */
export const MIGRATIONS = join(import.meta.dirname, "..", "migrations");
/** Of the role that owns the tables, by which they are made and looked at, and no duty is done. */
const ownerPool = { max: 2, connect_timeout: 5 } as const;
/** What has not ended by then is cut off: the program is going. */
const endSeconds = 5;

/** The database of the installation, brought to the state of this release. */
export interface Database {
  /** A pool in one of the narrow roles; ended with the database. */
  pool(role: DatabaseRole, max?: number): Sql;
  /** False while the embedded server is being started again; a server elsewhere is asked, not known. */
  isThere(): boolean;
  /** Whether it answers, and has every migration. */
  isCurrent(): Promise<boolean>;
  /** Ends the pools and, last of all, the embedded server. */
  stop(): Promise<void>;
}

/**
 * Opens the server that `url` names, or starts the embedded one on the data folder; checks that it keeps what it
 * acknowledges, and migrates.
 * @throws CannotServe, PostgresCannotStart
 */
export async function openDatabase(about: {
  dataDir: string;
  url: string | undefined;
  log: (line: string) => void;
}): Promise<Database> {
  const embedded = about.url === undefined ? await startPostgres(about) : undefined;
  const place = about.url ?? embedded?.connectionOptions() ?? "";
  const settings = { ...ownerPool, onnotice: () => {} };
  const owner = typeof place === "string" ? postgres(place, settings) : postgres({ ...place, ...settings });
  const pools: Sql[] = [owner];
  const stop = async () => {
    await Promise.allSettled(pools.map((pool) => pool.end({ timeout: endSeconds })));
    await embedded?.stop();
  };
  try {
    await bringUpToDate(owner);
  } catch (error) {
    await stop();
    throw error;
  }
  const names = readMigrations(MIGRATIONS).map(({ name }) => name);
  return {
    pool: (role, max) => {
      const pool = openPool(place, role, max === undefined ? {} : { max });
      pools.push(pool);
      return pool;
    },
    isThere: () => embedded === undefined || embedded.state() === "ready",
    isCurrent: async () => {
      const rows = await owner<{ name: string }[]>`select name from migration`;
      return names.every((name) => rows.some((row) => row.name === name));
    },
    stop,
  };
}

async function bringUpToDate(owner: Sql): Promise<void> {
  try {
    await requireDurable(owner);
    await migrate(owner, MIGRATIONS);
  } catch (error) {
    if (saysNoRoom(error))
      throw new CannotServe(
        "数据库的磁盘已满：请腾出空间再启动，已经记下的不会丢。",
        "The disk of the database is full: make room and start again; what was recorded is not lost.",
        { cause: error },
      );
    const { message, code } = error as Error & { code?: string };
    if (code !== undefined)
      throw new CannotServe(
        `数据库连不上：${message}。请检查 DATABASE_URL。`,
        `The database cannot be reached: ${message}. Look at DATABASE_URL.`,
        { cause: error },
      );
    throw new CannotServe(`数据库不能使用：${message}`, message, { cause: error });
  }
}
