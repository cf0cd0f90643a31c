/** A column of a table that people read. `T` is what it holds: only its type is ever there. */
export interface ViewColumn<T> {
  readonly type: "text" | "date" | "int" | "bigint" | "boolean" | "text[]" | "jsonb";
  readonly holds?: T;
}

/** Columns by the names that rows give them: `openedAt` stands in the table as `opened_at`. */
export type Columns = Readonly<Record<string, ViewColumn<unknown>>>;

export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends ViewColumn<infer T> ? T : never };

export const textColumn: ViewColumn<string> = { type: "text" };
/** `YYYY-MM-DD` */
export const dateColumn: ViewColumn<string> = { type: "date" };
export const count: ViewColumn<number> = { type: "int" };
/** Milliseconds since 1970. */
export const moment: ViewColumn<number> = { type: "bigint" };
export const flag: ViewColumn<boolean> = { type: "boolean" };
export const texts: ViewColumn<string[]> = { type: "text[]" };

/** One of a few words. */
export function word<W extends string>(): ViewColumn<W> {
  return { type: "text" };
}

/** A value that has no columns of its own. */
export function json<T>(): ViewColumn<T> {
  return { type: "jsonb" };
}

export function maybe<T>(column: ViewColumn<T>): ViewColumn<T | null> {
  return { type: column.type };
}

/** The name of a column in its table. */
export function columnName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What stands between `select` and `from`, so that each row comes as `RowOf` says. */
export function selectList(columns: Columns): string {
  return Object.entries(columns)
    .map(([name, { type }]) => `${columnName(name)}${type === "date" ? "::text" : ""} as "${name}"`)
    .join(", ");
}
