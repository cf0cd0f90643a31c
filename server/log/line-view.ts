import { type Line, logKind } from "#duty/log/log.ts";
import { count, dateColumn, flag, maybe, moment, textColumn } from "#server/door/view-columns.ts";
import { partsTable } from "#server/door/view-table.ts";

/**
 * Lines of all books, a row a text: what a search goes through. What the texts say, and their words, stand apart (`secret_text`). The id of a row is the
 * commitment of its text.
 */
export const lineTable = partsTable({
  table: "log_line",
  kind: logKind,
  columns: {
    page: textColumn,
    line: textColumn,
    /** 0: as it was written; from 1: its corrections, in their order. */
    nth: count,
    post: textColumn,
    date: dateColumn,
    shift: textColumn,
    at: moment,
    deviceAt: maybe(moment),
    author: maybe(textColumn),
    category: maybe(textColumn),
    duringHandover: flag,
    photos: count,
    toldAt: moment,
    toldBy: maybe(textColumn),
  },
  rows: (page, entries, id) => {
    if (page.phase === "unknown") return [];
    const fresh = new Set(entries.flatMap(({ body }) => ("text" in body ? [body.text.sealed] : [])));
    const { post, date, shift } = page.occurrence;
    const texts: ReturnType<typeof textsOf> = [];
    // What was written just now stands at the end of a page that may be long.
    for (let at = page.lines.length - 1; at >= 0 && texts.length < fresh.size; at -= 1)
      texts.push(...textsOf(page.lines[at] as Line).filter((text) => fresh.has(text.id)));
    return texts.map((text) => ({ page: id, post, date, shift, ...text }));
  },
});

function textsOf({ id, text, category, photos, by, at, deviceTime, duringHandover, corrections }: Line) {
  const line = { line: id, at, deviceAt: deviceTime ?? null, author: by ?? null, category: category ?? null };
  return [{ text, by, at }, ...corrections].map((told, nth) => {
    const { sealed } = told.text;
    return {
      id: sealed,
      ...line,
      nth,
      duringHandover,
      photos: photos.length,
      toldAt: told.at,
      toldBy: told.by ?? null,
    };
  });
}
