import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { type Compared, compareKept, type JournalledEntry, type KeptJournal } from "./compare-kept.ts";
import { drillOrg, drillSite } from "./drill-building.ts";
import type { GivenReceipt, History } from "./history.ts";
import { wordsOfVerify } from "./kill-judge.ts";
import { asUsersStartIt } from "./product-process.ts";

const run = promisify(execFile);

/** Holds a history against the journal of a building whose program has ended, and lets `verify` look at it with every receipt. */
export async function compare(dataDir: string, history: History): Promise<Compared> {
  const journal = await kept(dataDir);
  const receipts = history.operations.flatMap(({ receipt }) => receipt ?? []);
  return compareKept(journal, history, await verify(dataDir, receipts));
}

async function kept(dataDir: string): Promise<KeptJournal> {
  const embedded = await startPostgres({ dataDir, log: console.error });
  const sql: Sql = postgres({ ...embedded.connectionOptions(), max: 1, onnotice: () => {} });
  try {
    const entries = await sql<JournalledEntry[]>`
      select command, type, noun || '/' || id as stream, version, encode(hash, 'hex') as hash
      from entry where org = ${drillOrg} and site = ${drillSite}`;
    const rows = await sql<{ id: string; times: number }[]>`
      select id, count(*)::int as times from command where org = ${drillOrg} group by id`;
    return { entries: [...entries], commands: new Map(rows.map(({ id, times }) => [id, times])) };
  } finally {
    await sql.end({ timeout: 5 });
    await embedded.stop();
  }
}

/** What the product's own `verify` says against the records; nothing when they are whole. */
export async function verify(dataDir: string, receipts: readonly GivenReceipt[]): Promise<string | undefined> {
  const path = join(dataDir, "receipts.jsonl");
  writeFileSync(path, receipts.map((each) => `${JSON.stringify(each)}\n`).join(""));
  try {
    const words = [asUsersStartIt, "verify", "--data", dataDir, "--receipts", path];
    await run(process.execPath, words, { env: { ...process.env, DATABASE_URL: "" }, maxBuffer: 64 * 1024 * 1024 });
    return undefined;
  } catch (error) {
    return wordsOfVerify(error);
  }
}
