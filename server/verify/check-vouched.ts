import type { Sql } from "postgres";
import { trustOf } from "#server/account/trust-rows.ts";
import { type VouchedTable, vouchedColumns, vouchedRows } from "#server/account/vouched-rows.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { RowKey } from "#server/keys/row-key.ts";
import { Notebook } from "./findings.ts";

const batch = 500;

/**
 * Of every row by which people are let in, whether the product wrote it: by its code under the master key. What is found is of the whole
 * organisation, and noted at its head office. A device that was put at a site which nobody lists is as good as taken away: it lets nobody in, and is
 * not seen here.
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
    for await (const rows of vouchedRows(sql, table, sql`order by 1, 2`).cursor(batch))
      for (const { org, name, row, mac } of rows) {
        if ((mac === null && !trust) || key.holds(table, row, mac)) continue;
        notebooks.get(org)?.discrepancy("row.unvouched", `${table} ${name}`);
      }
  return [...notebooks.values()];
}
