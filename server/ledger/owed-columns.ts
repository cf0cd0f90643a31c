import { json, maybe, moment, textColumn, texts } from "#server/door/view-columns.ts";

/** Whether somebody answered the calls for others; whoever answers about themselves ends it for nobody else (ZB-27). */
export function isAnsweredRow(row: {
  readonly acknowledgedAt: number | null;
  readonly selfAnswered: boolean;
}): boolean {
  return row.acknowledgedAt !== null && !row.selfAnswered;
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
