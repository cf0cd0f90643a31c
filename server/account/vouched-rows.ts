import { isDeepStrictEqual } from "node:util";
import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import type { RowKey } from "#server/keys/row-key.ts";

/*
 * Rows by which people are let in bear a code under the master key. Whoever owns the database and has no key can change such a row, and cannot
 * make the code that fits it: nobody is let in by it any more, and `verify` names it.
 */

/** What is covered of each table: its key, and every column on which it rests who is let in, where, and until when. */
export const vouchedColumns = {
  account: [
    ...["org", "person", "sign_in_name", "password_hash", "pin_hash", "must_change_password", "sites"],
    ...["demonstration", "made_at", "left_at", "followed", "first_password_until"],
  ],
  device: [
    ...["org", "device", "site", "name", "public_key", "enrolled_by", "enrolled_at"],
    ...["revoked_at", "revoked_by", "revoked_reason"],
  ],
  device_opening: ["org", "opening", "device", "desk", "person", "secret", "since", "ends_at", "until"],
} as const;

export type VouchedTable = keyof typeof vouchedColumns;

/** The column that names a row of an organisation. */
export const nameColumn = { account: "person", device: "device", device_opening: "opening" } as const;

/** A row as it is vouched for, and its code. */
export interface RowCode {
  readonly row: unknown;
  readonly mac: string | null;
}

/** By which key rows are vouched for, and what is done about one that is not. */
export interface Vouching {
  readonly key: RowKey;
  /** Whether every row has a code by now, so that one without any was written by somebody else. */
  isComplete(): boolean;
  /** Told of a row that nobody vouches for, each time that somebody would have been let in by it. */
  tell(row: { readonly table: VouchedTable; readonly org: string; readonly name: string }): void;
}

const vouching = Symbol("vouching");
type AnySql = Sql | TransactionSql;

/** The same pool, by which rows are vouched for as they are written, in its transactions too. Without it rows stay without a code. */
export function vouchedBy<S extends AnySql>(sql: S, by: Vouching): S {
  return new Proxy(sql, {
    get: (target, name) => {
      if (name === vouching) return by;
      const value = Reflect.get(target, name) as unknown;
      if ((name !== "begin" && name !== "savepoint") || typeof value !== "function") return value;
      return (...args: unknown[]) => {
        const work = args.at(-1) as (transaction: TransactionSql) => unknown;
        return value(...args.slice(0, -1), (transaction: TransactionSql) => work(vouchedBy(transaction, by)));
      };
    },
  });
}

function vouchingOf(sql: AnySql): Vouching | undefined {
  return (sql as { readonly [vouching]?: Vouching })[vouching];
}

/** What is vouched for of a row, as an object of SQL; `of` is the name of the table in the query. */
export function vouchedRow(sql: AnySql, table: VouchedTable, of: string = table): PendingQuery<Row[]> {
  const pairs = vouchedColumns[table].map((column) => `'${column}', ${of}.${column}`);
  return sql.unsafe(`jsonb_build_object(${pairs.join(", ")})`);
}

/**
 * Whether somebody may be let in by a row: where not, that is told. Before rows were given their codes, one without a code is as good as it
 * ever was.
 */
export function isVouched(sql: AnySql, table: VouchedTable, { row, mac }: RowCode): boolean {
  const by = vouchingOf(sql);
  if (!by || (mac === null && !by.isComplete()) || by.key.holds(table, row, mac)) return true;
  const said = row as Readonly<Record<string, string>>;
  by.tell({ table, org: said.org ?? "", name: said[nameColumn[table]] ?? "" });
  return false;
}

/** Rows of a table that are to be changed: all with these names. */
export interface ChangedRows {
  readonly table: VouchedTable;
  readonly org: string;
  readonly names: readonly string[];
}

/**
 * Changes rows, or adds them, and vouches for what they are then, in one transaction. A row for which nobody vouched before is changed and
 * stays so: what somebody else wrote into it must not be covered by what is rightly written beside it. `anew`: what is changed is written
 * as a whole, so that nothing of what stood there before is left.
 */
export async function changeVouched<T>(
  sql: AnySql,
  rows: ChangedRows & { readonly anew?: boolean },
  change: (within: Sql) => Promise<T>,
): Promise<T> {
  const by = vouchingOf(sql);
  if (!by) return await change(sql as Sql);
  const inTransaction = async (within: AnySql) => {
    const before = new Map((await rowsNamed(within, rows)).map((each) => [each.name, each]));
    const strange = [...before.values()].filter((each) => !isVouched(within, rows.table, each)).map(({ name }) => name);
    const done = await change(within as Sql);
    const changed = (await rowsNamed(within, rows)).filter(({ name, row, mac }) => {
      const isChanged = mac === null || !isDeepStrictEqual(row, before.get(name)?.row);
      return isChanged && (!strange.includes(name) || rows.anew === true);
    });
    await keepCodes(within, by.key, rows.table, changed);
    return done;
  };
  return "begin" in sql ? ((await sql.begin(inTransaction)) as T) : await inTransaction(sql);
}

function rowsNamed(sql: AnySql, { table, org, names }: ChangedRows): PendingQuery<NamedRow[]> {
  const which = sql`where t.org = ${org} and t.${sql(nameColumn[table])} = any (${[...names]}::text[]) for update of t`;
  return vouchedRows(sql, table, which);
}

/** A row that is vouched for, with what names it. */
export type NamedRow = RowCode & { readonly org: string; readonly name: string };

/**
 * Rows that are vouched for; `which` is what else is said of the table `t`, from `where` on. Devices are those of the sites that their organisation
 * lists: to one that was put elsewhere nobody gives a code, so that nobody is let in by it.
 */
export function vouchedRows(sql: AnySql, table: VouchedTable, which: PendingQuery<Row[]>): PendingQuery<NamedRow[]> {
  const row = vouchedRow(sql, table, "t");
  if (table === "account")
    return sql<NamedRow[]>`select t.org, t.person as name, ${row} as row, t.mac from account t ${which}`;
  if (table === "device")
    return sql<NamedRow[]>`
      select t.org, t.device as name, ${row} as row, t.mac
      from organisation o join device t on t.org = o.org and t.site = any (o.sites || o.head_office) ${which}`;
  return sql<NamedRow[]>`select t.org, t.opening as name, ${row} as row, t.mac from device_opening t ${which}`;
}

/** Vouches for rows as they were read. */
export async function keepCodes(
  sql: AnySql,
  key: RowKey,
  table: VouchedTable,
  rows: readonly Omit<NamedRow, "mac">[],
): Promise<void> {
  if (rows.length === 0) return;
  const codes = JSON.stringify(
    rows.map(({ org, name, row }) => {
      return { org, name, site: (row as { readonly site?: string }).site, mac: key.macOf(table, row) };
    }),
  );
  if (table === "account")
    await sql`
      update account t set mac = x.mac from json_to_recordset(${codes}::text::json) as x(org text, name text, mac text)
      where t.org = x.org and t.person = x.name`;
  else if (table === "device")
    await sql`
      update device t set mac = x.mac
      from json_to_recordset(${codes}::text::json) as x(org text, site text, name text, mac text)
      where t.org = x.org and t.site = x.site and t.device = x.name`;
  else
    await sql`
      update device_opening t set mac = x.mac
      from json_to_recordset(${codes}::text::json) as x(org text, name text, mac text)
      where t.org = x.org and t.opening = x.name`;
}
