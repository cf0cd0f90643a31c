import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { drillOrg, drillSite } from "./drill-building.ts";
import type { GivenReceipt, History, Operation } from "./history.ts";
import { asUsersStartIt } from "./product-process.ts";

const run = promisify(execFile);

interface Kept {
  readonly command: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
}

/** What a history and the journal that should hold it say of each other. */
export interface Compared {
  readonly counts: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
}

/** Holds a history against the journal of a building whose program has ended, and lets `verify` look at it with every receipt. */
export async function compare(dataDir: string, history: History): Promise<Compared> {
  const { entries, commands } = await kept(dataDir);
  const verified = await verify(
    dataDir,
    history.operations.flatMap(({ receipt }) => receipt ?? []),
  );
  const failures: string[] = [];
  const tally = { lost: 0, doubled: 0, "receipts that differ": 0, "out of order": 0, "nobody's": 0 };
  const fail = (count: keyof typeof tally, what: string) => {
    tally[count] += 1;
    if (tally[count] <= 5) failures.push(`${count}: ${what}`);
  };
  const left = Map.groupBy(entries, ({ command }) => command);
  let resolved = 0;
  for (const operation of history.operations) {
    const { id, act, leaves, outcome, unknowns } = operation;
    const own = (left.get(id) ?? []).filter(({ type }) => type === leaves);
    const name = `${act} ${id}, ${outcome}`;
    if (outcome === "open") continue;
    if (outcome === "refused") {
      if (left.has(id)) fail("nobody's", `${name}, has left entries`);
      continue;
    }
    if (own.length === 0 || !commands.has(id)) fail("lost", name);
    if (own.length > 1 || (commands.get(id) ?? 0) > 1) fail("doubled", `${name}: ${own.length} entries`);
    if (own.length === 1 && unknowns > 0) resolved += 1;
    if (own[0] && !isReceiptOf(operation, own[0])) fail("receipts that differ", name);
  }
  const types = new Set(history.operations.map(({ leaves }) => leaves));
  const ids = new Set(history.operations.map(({ id }) => id));
  for (const { command, type } of entries)
    if (types.has(type) && !ids.has(command)) fail("nobody's", `${type} of ${command}`);
  for (const name of overtaken(history.operations)) fail("out of order", name);
  if (verified) failures.push(`verify: ${verified}`);
  const counts = {
    acknowledged: history.acknowledged,
    refused: history.operations.filter(({ outcome }) => outcome === "refused").length,
    unknown: history.operations.filter(({ unknowns, outcome }) => unknowns > 0 && outcome !== "refused").length,
    "unknown that are there once": resolved,
    ...tally,
    "entries in the journal": entries.length,
    "faults that verify finds": verified ? 1 : 0,
  };
  return { counts, failures };
}

async function kept(dataDir: string): Promise<{ entries: Kept[]; commands: Map<string, number> }> {
  const embedded = await startPostgres({ dataDir, log: console.error });
  const sql: Sql = postgres({ ...embedded.connectionOptions(), max: 1, onnotice: () => {} });
  try {
    const entries = await sql<Kept[]>`
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

function isReceiptOf({ receipt }: Operation, { stream, version, hash }: Kept): boolean {
  return (
    receipt !== undefined &&
    `${receipt.stream.noun}/${receipt.stream.id}` === stream &&
    receipt.version === version &&
    receipt.hash === hash
  );
}

/** In one stream, what was sent after something had been acknowledged stands after it. */
function overtaken(operations: readonly Operation[]): string[] {
  const names: string[] = [];
  const done = operations.filter(({ outcome }) => outcome === "ok");
  for (const stream of Map.groupBy(done, ({ receipt }) => receipt?.stream.id).values()) {
    const byAnswer = stream.toSorted((one, other) => (one.answeredAt ?? 0) - (other.answeredAt ?? 0));
    let answered = 0;
    let highest = 0;
    for (const { id, invokedAt, receipt } of stream.toSorted((one, other) => one.invokedAt - other.invokedAt)) {
      for (; (byAnswer[answered]?.answeredAt ?? Number.POSITIVE_INFINITY) < invokedAt; answered += 1)
        highest = Math.max(highest, byAnswer[answered]?.receipt?.version ?? 0);
      if ((receipt?.version ?? 0) <= highest) names.push(`${id} stands at ${receipt?.version}, after ${highest}`);
    }
  }
  return names;
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
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return `${stdout.slice(0, 600)} ${stderr.slice(0, 300)}`.trim() || String(error);
  }
}
