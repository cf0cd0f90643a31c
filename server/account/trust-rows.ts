import type { Sql, TransactionSql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import type { RowKey } from "#server/keys/row-key.ts";
import { keepCodes, type VouchedTable, vouchedColumns, vouchedRows } from "./vouched-rows.ts";

/** Of which form the codes are; a later one trusts anew what the one before vouched for. */
const form = 1;
const batch = 500;

/** That rows were taken as they stood: when, and how many. */
export interface RowTrust {
  readonly at: Instant;
  readonly rows: number;
}

/**
 * At the first start of a release that vouches for rows, those that stand there are taken as they are, once: answers what was done, undefined
 * where it had been done before. That it was done is written down with a code of its own and told by every `verify`, since whoever took the note
 * away would have rows trusted once more.
 * @throws Error where the note was changed
 */
export async function trustRows(sql: Sql, key: RowKey, now: Instant): Promise<RowTrust | undefined> {
  return (await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtextextended('zhiban row trust', 0))`;
    if (await trustOf(tx, key)) return undefined;
    let rows = 0;
    for (const table of Object.keys(vouchedColumns) as VouchedTable[]) rows += await trustTable(tx, key, table);
    const mac = key.macOf("row_trust", { version: form, at: now, rows });
    await tx`insert into row_trust (version, at, rows, mac) values (${form}, ${now}, ${rows}, ${mac})`;
    return { at: now, rows };
  })) as RowTrust | undefined;
}

/** The note of it; undefined where rows have not been trusted yet. @throws Error where the note was changed */
export async function trustOf(sql: Sql | TransactionSql, key: RowKey): Promise<RowTrust | undefined> {
  const [note] = await sql<{ at: string; rows: number; mac: string }[]>`
    select at, rows, mac from row_trust where version = ${form}`;
  if (!note) return undefined;
  const trust = { at: Number(note.at) as Instant, rows: note.rows };
  if (!key.holds("row_trust", { version: form, ...trust }, note.mac))
    throw new Error("the note of when accounts and devices were trusted was changed, or made under another master key");
  return trust;
}

async function trustTable(tx: TransactionSql, key: RowKey, table: VouchedTable): Promise<number> {
  let trusted = 0;
  for (let found = batch; found === batch; trusted += found) {
    const rows = await vouchedRows(tx, table, tx`where t.mac is null limit ${batch} for update of t`);
    found = rows.length;
    await keepCodes(tx, key, table, rows);
  }
  return trusted;
}

/** Vouches for one account as it stands, whoever wrote it: for whoever has the console and has looked at it. Answers what is vouched for now. */
export async function takeAccountAsItStands(sql: Sql, key: RowKey, signInName: string): Promise<unknown> {
  const which = sql`where t.sign_in_name = ${signInName.toLowerCase()} and t.left_at is null`;
  const [found] = await vouchedRows(sql, "account", which);
  if (!found) return undefined;
  await keepCodes(sql, key, "account", [found]);
  return found.row;
}
