import type { Sql } from "postgres";
import { trustOf } from "#server/account/trust-rows.ts";
import {
  nameColumn,
  type RowCode,
  type VouchedTable,
  vouchedColumns,
  vouchedRow,
} from "#server/account/vouched-rows.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { RowKey } from "#server/keys/row-key.ts";
import { Notebook } from "./findings.ts";

const batch = 500;

/**
 * Of every row by which people are let in, whether the product wrote it: by its code under the master key. What is found is of the whole
 * organisation, and noted at its head office.
 */
export async function checkVouched(sql: Sql, master: MasterKey | undefined): Promise<Notebook[]> {
  const organisations = await sql<{ org: string; site: string }[]>`
    select org, head_office as site from organisation order by org`;
  const notebooks = new Map(organisations.map((each) => [each.org, new Notebook(each)]));
  const key = master && new RowKey(master);
  for (const notebook of notebooks.values()) notebook.limit("rows-taken-away", {});
  if (!key) {
    for (const notebook of notebooks.values()) notebook.limit("rows-unopened", {});
    return [...notebooks.values()];
  }
  const trust = await trustOf(sql, key).catch(() => "changed" as const);
  for (const notebook of notebooks.values()) {
    if (trust === "changed") notebook.discrepancy("row.unvouched", "row_trust");
    else notebook.limit(trust ? "rows-trusted" : "rows-untrusted", trust ? { rows: trust.rows, since: trust.at } : {});
  }
  for (const table of Object.keys(vouchedColumns) as VouchedTable[])
    for await (const { org, name, row, mac } of rowsOf(sql, table)) {
      if ((mac === null && !trust) || key.holds(table, row, mac)) continue;
      notebooks.get(org)?.discrepancy("row.unvouched", `${table} ${name}`);
    }
  return [...notebooks.values()];
}

type NamedRow = RowCode & { readonly org: string; readonly name: string };

async function* rowsOf(sql: Sql, table: VouchedTable): AsyncGenerator<NamedRow> {
  const query = sql<NamedRow[]>`
    select org, ${sql(nameColumn[table])} as name, ${vouchedRow(sql, table)} as row, mac from ${sql(table)} order by org, 2`;
  for await (const rows of query.cursor(batch)) yield* rows;
}
