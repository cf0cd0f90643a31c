import { setTimeout as pause } from "node:timers/promises";
import type { PendingQuery, ReservedSql, Row, Sql } from "postgres";
import { lostConnection, saysAway } from "./away-codes.ts";

/** The database does not answer, or not in time. What was asked may or may not have happened; asking again with the same id is safe. */
export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
}

/** What is said of a statement in a transaction. */
export type Statement = PendingQuery<Row[]>;

const answersWithinMs = 10_000;
const manyTries = 6;

/** Serialisation failure, deadlock, and a stream that moved on: another try decides on what stands now. */
const clashes = new Set(["40001", "40P01"]);

/**
 * One transaction on a connection of its own. Statements are sent as they are given and answered together by `land`: one round trip is one
 * round trip. Every answer is looked at, also that of the commit, which does not complain when it turns into a rollback.
 */
export class Transaction {
  readonly sql: ReservedSql;
  /** Round trips so far. */
  roundTrips = 0;
  #sent: Promise<unknown>[] = [];
  #ended = false;

  constructor(sql: ReservedSql) {
    this.sql = sql;
  }

  /** Puts a statement on its way. Its answer must not be awaited alone: `land` does that for all. Who needs no answer says `void`. */
  send<T extends readonly Row[]>(statement: PendingQuery<T>): Promise<T> {
    const sent = statement.execute() as unknown as Promise<T>;
    this.#sent.push(sent);
    return sent;
  }

  /** @throws the error of the first statement that failed; those after it failed because of it. */
  async land(): Promise<void> {
    const sent = this.#sent;
    this.#sent = [];
    this.roundTrips += 1;
    const failed = (await inTime(Promise.allSettled(sent))).find((each) => each.status === "rejected");
    if (failed) throw failed.reason;
  }

  /** Lands what was sent together with the commit. */
  async commit(): Promise<void> {
    const committed = this.send(this.sql`commit`);
    await this.land();
    this.#ended = true;
    const { command } = (await committed) as unknown as { command: string };
    if (command !== "COMMIT") throw new Error(`the transaction ended in ${command}`);
  }

  /** Gives up what is not committed and the connection back; never throws. A connection that hangs goes back when it answers. */
  async close(): Promise<void> {
    const rest = this.#ended ? [] : [this.sql`rollback`.execute()];
    const settled = Promise.allSettled([...this.#sent, ...rest]).then(() => this.sql.release());
    await inTime(settled).catch(() => {});
  }
}

/**
 * Runs `work` in a transaction and tries again, a few times, where another try can succeed. `work` may run more than once and must
 * change nothing outside. It commits by itself.
 */
export async function transact<T>(
  pool: Sql,
  work: (transaction: Transaction) => Promise<T>,
  { tries = manyTries }: { tries?: number } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(pool, work);
    } catch (error) {
      const code = codeOf(error);
      if (attempt >= tries || !(clashes.has(code) || lostConnection.has(code))) throw explained(error, code);
      await pause(Math.random() * 8 * 2 ** attempt);
    }
  }
}

async function once<T>(pool: Sql, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const transaction = new Transaction(await reserve(pool));
  try {
    void transaction.send(transaction.sql`begin`);
    return await work(transaction);
  } finally {
    await transaction.close();
  }
}

/** A connection that comes after we have given up waiting goes straight back. */
async function reserve(pool: Sql): Promise<ReservedSql> {
  const reserved = pool.reserve();
  try {
    return await inTime(reserved);
  } catch (error) {
    reserved.then((sql) => sql.release()).catch(() => {});
    throw error;
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseUnavailable("the database did not answer in time")), answersWithinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === "string" ? code : "";
}

/** The same error in the words of whoever has to answer for it: the database is away, or it is our fault. */
function explained(error: unknown, code: string): unknown {
  return saysAway(code) || clashes.has(code)
    ? new DatabaseUnavailable("the database is not to be reached, or too many want the same at once", { cause: error })
    : error;
}
