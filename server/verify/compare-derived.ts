import type { ReservedSql } from "postgres";
import type { Runtime } from "#server/door/runtime.ts";
import type { Transaction } from "#server/door/transaction.ts";
import { callsOf, type DerivedCall } from "#server/journal/derive-calls.ts";
import { type DerivedPlace, derivedTables, deriveSite } from "#server/journal/derive-site.ts";
import { arrayLiteral } from "#server/journal/locked-reads.ts";
import type { Notebook } from "./findings.ts";
import { type RowComparison, unlikeRows } from "./unlike-rows.ts";

/**
 * Holds the rows that are derived from the journal against what the journal says now. They are derived into temporary tables that bear the
 * names of those of the house and hide them from this one connection, by the same code that rebuilds; what people read is not written to,
 * and PostgreSQL would refuse it: the transaction reads only.
 */
export class DerivedComparison {
  readonly #runtime: Runtime;
  readonly #transaction: Transaction;
  #schema = "";

  constructor(runtime: Runtime, transaction: Transaction) {
    this.#runtime = runtime;
    this.#transaction = transaction;
  }

  get #sql(): ReservedSql {
    return this.#transaction.sql;
  }

  /** Makes the temporary tables. To be called first in the transaction, before it becomes one that only reads. */
  async prepare(): Promise<void> {
    const [row] = await this.#sql<{ schema: string }[]>`select current_schema() as schema`;
    this.#schema = row?.schema ?? "public";
    for (const table of comparedTables(this.#runtime)) {
      const live = this.#sql(`${this.#schema}.${table}`);
      await this.#sql`create temporary table ${this.#sql(table)} (like ${live} including all) on commit drop`;
    }
  }

  /** Compares the rows of one site, and notes what is unlike or could not be compared. */
  async compare(place: DerivedPlace, notebook: Notebook): Promise<void> {
    const sql = this.#sql;
    await sql`savepoint derived`;
    try {
      const { org, site } = place;
      await sql`select set_config('zb.org', ${org}, true), set_config('zb.sites', ${arrayLiteral([site])}, true)`;
      await this.#derive(place);
      for (const each of comparisons(this.#runtime))
        for await (const { how, name, columns } of unlikeRows(sql, { ...each, schema: this.#schema, place }))
          notebook.discrepancy(`row.${how}`, `${each.table} ${name}`, columns === null ? undefined : { columns });
      await sql`release savepoint derived`;
    } catch (error) {
      await sql`rollback to savepoint derived`;
      if (isAway(error)) throw error;
      notebook.discrepancy("site.underivable", place.site, { says: (error as Error).message });
    }
  }

  async #derive(place: DerivedPlace): Promise<void> {
    const { table } = this.#runtime;
    const unwritten: DerivedCall[] = [];
    await deriveSite(this.#runtime, this.#transaction, place, (streams, setup) => {
      unwritten.push(...streams.flatMap((each) => callsOf(table, setup, each)));
      this.#write(place, unwritten.splice(0));
    });
    await this.#sql`
      insert into plan (org, site, noun, id, due_at)
        select org, site, noun, id, 0 from stream
        where org = ${place.org} and site = ${place.site} and noun = any (${[...table.planning]}::text[])`;
  }

  #write({ org, site }: DerivedPlace, calls: readonly DerivedCall[]): void {
    if (calls.length === 0) return;
    const rows = calls.map(({ key, stream, call, rung, obligation, at }) => {
      return { key, noun: stream.noun, id: stream.id, call, rung, obligation, at };
    });
    void this.#transaction.send(this.#sql`
      insert into outbox (org, site, key, noun, id, call, rung, obligation, at, not_before)
        select ${org}, ${site}, key, noun, id, call, rung, obligation, at, at
        from json_to_recordset(${JSON.stringify(rows)}::text::json)
          as x(key text, noun text, id text, call text, rung int, obligation jsonb, at bigint)
        on conflict do nothing`);
  }
}

/** Calls and plans besides what a rebuild makes: of these it leaves alone what has been sent, and what is due. */
function comparedTables(runtime: Runtime): string[] {
  return [...derivedTables(runtime).map(({ table }) => table), "outbox", "plan"];
}

function comparisons(runtime: Runtime): Omit<RowComparison, "schema" | "place">[] {
  const derived = derivedTables(runtime).map(({ table, own }) => ({ table, own, compared: comparedOf[table] }));
  return [
    ...derived,
    { table: "outbox", own: "true", compared: comparedOf.outbox },
    { table: "plan", own: "true", compared: comparedOf.plan },
  ];
}

/**
 * Of these tables only some is derived, as an object of SQL; of the others every column is. A wake that broke is put off, and how often a
 * call was tried nobody else knows.
 */
const comparedOf: Readonly<Record<string, string>> = {
  wake: `jsonb_build_object('due_at', due_at, 'not_before', case
    when failures > 0 and not_before <= greatest(due_at, extract(epoch from now()) * 1000 + 600000) then due_at else not_before end)`,
  outbox: `jsonb_build_object('noun', noun, 'id', id, 'call', call, 'rung', rung, 'at', at,
    'key', obligation->>'key', 'what', obligation->>'what', 'post', obligation->>'post', 'person', obligation->>'person')`,
  plan: "'{}'::jsonb",
};

/** Where the database itself went away nothing is said of the records. */
function isAway(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code ?? "");
  return /^(?:CONNECT|ECONN|EPIPE|57P|08)/.test(code);
}
