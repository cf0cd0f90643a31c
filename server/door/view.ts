import type { ReservedSql } from "postgres";
import type { Touched } from "#duty/door/table.ts";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import type { Statement } from "./transaction.ts";

/**
 * A table that people read. It is derived from the states and entries of streams and nothing else: no clock of the database, no other
 * view. What it writes for the first five entries and then for the next three must be what it writes for all eight at once, since a
 * rebuild gives it whole streams.
 */
export interface View {
  readonly table: string;
  /** Nouns of the streams it follows. */
  readonly nouns: readonly string[];
  /**
   * The statements that bring its rows up to date, written with `sql`, not awaited: they travel together. Their text must not vary with
   * the number of rows (use `json_to_recordset`), or each variant is prepared anew.
   */
  apply(about: {
    readonly org: OrganisationId;
    readonly touched: readonly Touched[];
    readonly sql: ReservedSql;
  }): readonly Statement[];
}
