import type { Sql } from "postgres";
import { json, maybe, moment, textColumn, texts } from "#server/door/view-columns.ts";

/** Whether somebody answered the calls for others; whoever answers about themselves ends it for nobody else (ZB-27). */
export function isAnsweredRow(row: {
  readonly acknowledgedAt: number | null;
  readonly selfAnswered: boolean;
}): boolean {
  return row.acknowledgedAt !== null && !row.selfAnswered;
}

/** The same of a row of the table `obligation`, in the words of the database. */
export function answeredIn(sql: Sql) {
  return sql`(acknowledged_at is not null and not self_answered)`;
}

/** Columns of the table `obligation` that say what is owed, where, by whom and by when; each list adds what it tells beside. */
export const owedColumns = {
  noun: textColumn,
  id: textColumn,
  key: textColumn,
  what: textColumn,
  detail: maybe(json<Record<string, string | number>>()),
  post: textColumn,
  person: maybe(textColumn),
  dueAt: moment,
  rules: texts,
};
