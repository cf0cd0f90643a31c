import { json, maybe, moment, textColumn, texts } from "#server/door/view-columns.ts";

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
