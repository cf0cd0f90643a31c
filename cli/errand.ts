import postgres, { type Sql } from "postgres";
import { CannotLoad } from "#server/archive/load-archive.ts";
import { NoArchive } from "#server/archive/read-archive.ts";
import { CannotRestore } from "#server/backup/restore-cluster.ts";
import {
  findMasterKey,
  type MasterKey,
  MasterKeyError,
  masterKeyPath,
  readMasterKey,
} from "#server/keys/master-key.ts";
import { PostgresCannotStart } from "#server/postgres/postgres-cannot-start.ts";
import { type ReachedPostgres, reachPostgres } from "#server/postgres/reach-postgres.ts";
import { NoSuchLog } from "#server/seal/export-log.ts";
import { NoWitness } from "#server/verify/read-witnesses.ts";
import { fileTrouble } from "./file-trouble.ts";
import { languageOf } from "./help.ts";
import { startFailureLine } from "./start-failure.ts";

/** What can be said in one line to the person at the terminal; status 2. */
export class ErrandError extends Error {}

const tellable = [ErrandError, CannotLoad, CannotRestore, NoArchive, MasterKeyError, NoSuchLog, NoWitness];
/** Of the driver and of files: their own message says what is wrong with what was given. */
const tellableCodes = /^(?:EEXIST|ENOENT|EACCES|ENOTDIR|EISDIR|ENOSPC|ECONN|ENOTFOUND|CONNECT|28|3D)/;

/** Runs a command line errand and answers its status: what stands in the way is said in one line, what is our fault is thrown. */
export async function errand(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    const words = fileTrouble(error)?.[languageOf(process.env)];
    const line = error instanceof PostgresCannotStart ? startFailureLine(error) : words;
    if (line !== undefined) {
      console.error(line);
      return 2;
    }
    const code = (error as { code?: unknown }).code;
    const isTellable =
      tellable.some((each) => error instanceof each) || (typeof code === "string" && tellableCodes.test(code));
    if (!isTellable) throw error;
    console.error((error as Error).message);
    return 2;
  }
}

/** Where the embedded installation lives: `--data`, or `DATA_DIR`, or `./data`. */
export function dataDirFrom(given: string | undefined): string {
  return given ?? process.env.DATA_DIR ?? "./data";
}

/**
 * Opens the database of this installation for one errand, as the login that owns it.
 * @throws ErrandError where there is none
 */
export async function withDatabase<T>(
  dataDir: string,
  work: (sql: Sql, reached: ReachedPostgres) => Promise<T>,
): Promise<T> {
  const reached = await reachPostgres({ dataDir });
  if (!reached) throw new ErrandError(`There is no database in ${dataDir}, and DATABASE_URL is not set.`);
  const settings = { max: 2, onnotice: () => {}, connection: { application_name: "zhiban errand" } };
  const { place } = reached;
  const sql = typeof place === "string" ? postgres(place, settings) : postgres({ ...place, ...settings });
  try {
    return await work(sql, reached);
  } finally {
    await sql.end({ timeout: 5 });
    await reached.leave();
  }
}

/** The master key of `--key`, of the environment or of the data folder; undefined where there is none. */
export function masterKeyAtHand(dataDir: string, file: string | undefined): MasterKey | undefined {
  if (file !== undefined) {
    const key = readMasterKey(file);
    if (!key) throw new ErrandError(`There is no master key ${file}.`);
    return key;
  }
  const isNamed = process.env.ZHIBAN_MASTER_KEY ?? process.env.ZHIBAN_MASTER_KEY_FILE;
  return isNamed === undefined ? readMasterKey(masterKeyPath(dataDir)) : findMasterKey({ dataDir, mayCreate: false });
}
