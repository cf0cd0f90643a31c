import type { Sql } from "postgres";
import { openPool } from "#server/postgres/pool.ts";
import type { FreshDatabase } from "./database.ts";

/** What the program sees of the tower, of rows that stand there as somebody put them. */
export interface TowerRows {
  readonly owner: Sql;
  seen<T>(ask: (sql: Sql) => Promise<readonly T[]>): Promise<readonly T[]>;
  put(table: string, row: object): Promise<void>;
  end(): Promise<void>;
}

export const context = { org: "wanda", sites: ["tower"] };

/** Rows are put by the owner of the tables, and seen with the rights of the program. */
export function towerRows(database: FreshDatabase): TowerRows {
  const app = openPool(database.connectionOptions(), "zb_app", { max: 1 });
  const owner = database.connect();
  const { org } = context;
  return {
    owner,
    async seen(ask) {
      return await app.begin(async (sql) => {
        await sql`select set_config('zb.org', ${org}, true), set_config('zb.sites', '{tower}', true)`;
        return (await ask(sql as unknown as Sql)) as never;
      });
    },
    async put(table, row) {
      const written = JSON.stringify({ org, site: "tower", ...row });
      await owner`insert into ${owner(table)} select * from json_populate_record(null::${owner(table)}, ${written}::text::json)`;
    },
    end: () => app.end(),
  };
}
