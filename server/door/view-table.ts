import type { Entry, Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { View } from "./view.ts";
import { type Columns, columnName, type RowOf, selectList, textColumn } from "./view-columns.ts";

/** A view whose table is described by its columns. */
export interface ViewTable<C extends Columns> extends View {
  readonly columns: C;
  /** What stands between `select` and `from`: the stream's id and every column. */
  readonly select: string;
}

/** A row as lists get it. */
export type RowIn<V> = V extends ViewTable<infer C> ? { readonly id: string } & RowOf<C> : never;

/**
 * A view of one noun, from one map of its columns: row type, writing and reading follow from it. `row` tells what a stream shows; nothing
 * is shown of one for which it answers undefined.
 */
export function viewTable<S, E extends Entry, R, C extends Columns>({
  row,
  ...about
}: {
  readonly table: string;
  readonly kind: Kind<S, E, R>;
  readonly columns: C;
  readonly row: (state: S) => RowOf<C> | undefined;
}): ViewTable<C> {
  return partsTable({
    ...about,
    rows: (state, _, id) => {
      const shown = row(state);
      return shown ? [{ id, ...shown }] : [];
    },
  });
}

/**
 * A view with a row for each of many parts of a stream. `rows` answers, each with an id of its own at the site, the rows of those parts that have
 * changed by these entries; of all entries, all rows.
 */
export function partsTable<S, E extends Entry, R, C extends Columns>({
  table,
  kind,
  columns,
  rows: rowsOf,
}: {
  readonly table: string;
  readonly kind: Kind<S, E, R>;
  readonly columns: C;
  readonly rows: (
    state: S,
    entries: readonly Recorded<E>[],
    id: string,
  ) => readonly ({ readonly id: string } & RowOf<C>)[];
}): ViewTable<C> {
  const upsert = upsertText(table, columns);
  return {
    table,
    columns,
    nouns: [kind.noun],
    select: selectList({ id: textColumn, ...columns }),
    apply: ({ org, touched, sql }) => {
      // Only streams of this noun come here, and what they hold is its state, and what was entered its entries.
      const rows = touched.flatMap(({ key: { site, id }, state, entries }) =>
        rowsOf(state as S, entries as readonly Recorded<E>[], id).map((each) => ({ site, ...each })),
      );
      return [sql.unsafe(upsert, [org, JSON.stringify(rows)], { prepare: true })];
    },
  };
}

/** The same text however many rows there are, so that it is prepared once. */
function upsertText(table: string, columns: Columns): string {
  const own = Object.keys(columns);
  const inserted = ["site", "id", ...own];
  const recorded = Object.entries<Columns[string]>({ site: textColumn, id: textColumn, ...columns });
  return `
    insert into ${table} (org, ${inserted.map(columnName).join(", ")})
      select $1::text, ${inserted.map(quoted).join(", ")}
      from json_to_recordset($2::text::json) as x(${recorded.map(([name, { type }]) => `${quoted(name)} ${type}`).join(", ")})
      on conflict (org, site, id) do update set
        ${own.map((name) => `${columnName(name)} = excluded.${columnName(name)}`).join(", ")}`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
