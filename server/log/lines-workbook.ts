import type { Row } from "@cj-tech-master/excelts";
import { instant, wallClock } from "#duty/grammar/time.ts";
import type { foundSheet } from "#duty/log/found-sheet.ts";
import { lineTimes } from "#duty/log/line-times.ts";
import type { FoundLine, LinesAsked, WorkbookLanguage } from "./found-answer.ts";
import type { LinePlace } from "./found-candidates.ts";
import { type SheetWords, sheetWords } from "./sheet-words.ts";

export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export interface WorkbookAbout {
  readonly lines: readonly FoundLine[];
  readonly people: Readonly<Record<string, string>>;
  readonly asked: LinesAsked;
  readonly language: WorkbookLanguage;
  readonly now: number;
  /** Who exports it. */
  readonly by: string;
  /** Where it would go on; undefined where no earlier line was left out. */
  readonly next: LinePlace | undefined;
}

const widths = {
  ...{
    date: 11.5,
    site: 14,
    post: 12,
    shift: 8,
    written: 16.5,
    came: 16.5,
    category: 10,
    text: 48,
    corrections: 28,
    author: 10,
  },
} as const satisfies Record<keyof typeof foundSheet.columns, number>;
type Column = keyof typeof widths;
const columns = Object.keys(widths) as Column[];

const dateFormat = "yyyy-mm-dd";
const momentFormat = "yyyy-mm-dd hh:mm";
/** The row of the headings, repeated on each printed page. */
const headRow = 3;

/**
 * Lines as the customary sheet: a title, what was looked for, a row of headings that is repeated on paper, A4 landscape one page wide. Dates are dates of the
 * site's wall clock, and no text is taken for a formula.
 */
export async function linesAsWorkbook(about: WorkbookAbout): Promise<Buffer> {
  // Half a second of loading that nobody waits for who exports nothing.
  const { Workbook } = await import("@cj-tech-master/excelts");
  const words = await sheetWords(about.language);
  const book = new Workbook();
  book.creator = "Zhiban";
  book.created = new Date(about.now);
  book.modified = book.created;
  const sheet = book.addWorksheet(words.said("name"), {
    views: [{ state: "frozen", ySplit: headRow, xSplit: 0 }],
    pageSetup: {
      ...{ paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      printTitlesRow: `${headRow}:${headRow}`,
    },
    headerFooter: { oddFooter: "&C&P / &N" },
  });
  sheet.columns = columns.map((key) => ({ key, width: widths[key] }));
  sheet.addRow([words.said("title")]).font = { bold: true, size: 14 };
  sheet.addRow([harmless(told(about, words))]);
  for (const row of [1, 2]) sheet.mergeCells(row, 1, row, columns.length);
  const head = sheet.addRow(columns.map((key) => words.column(key)));
  head.font = { bold: true };
  for (const line of about.lines) sheet.addRow(cellsOf(line, about, words));
  sheet.autoFilter = {
    from: { row: headRow, col: 1 },
    to: { row: headRow + about.lines.length, col: columns.length },
  };
  for (let number = headRow; number <= headRow + about.lines.length; number += 1)
    draw(sheet.getRow(number), number === headRow);
  return Buffer.from(await book.xlsx.writeBuffer());
}

function draw(row: Row, isHead: boolean): void {
  const thin = { style: "thin" } as const;
  for (const [index, key] of columns.entries()) {
    const cell = row.getCell(index + 1);
    cell.alignment = { vertical: "top", wrapText: true };
    cell.border = { top: thin, left: thin, bottom: thin, right: thin };
    if (isHead) continue;
    if (key === "date") cell.numFmt = dateFormat;
    if (key === "written" || key === "came") cell.numFmt = momentFormat;
  }
}

/** What was looked for, how much was found, who exported it and when. */
function told({ asked: { q = "", from, until }, lines, next, by, now }: WorkbookAbout, words: SheetWords): string {
  const [first] = lines;
  const { date, time } = wallClock(instant(now), first?.zone ?? "Asia/Shanghai");
  const parts = [
    ...(q.trim() === "" ? [] : [words.said("words") + q.trim()]),
    ...(from || until ? [`${words.said("dates")}${from ?? ""} – ${until ?? ""}`] : []),
    `${words.said("lines")}${lines.length}${next ? words.said("more") : ""}`,
    `${words.said("by")}${by} ${date} ${time}`,
  ];
  return parts.join("　");
}

function cellsOf(line: FoundLine, { people }: WorkbookAbout, words: SheetWords): (string | Date | null)[] {
  const { written, came } = lineTimes(line);
  const [first, ...corrections] = line.texts;
  const nameOf = (person: string | null) => (person === null ? "" : (people[person] ?? words.said("nobody")));
  const textOf = (text: string | null | undefined) => text ?? words.said("erased");
  const corrected = corrections.map(({ text, at, by }) => {
    const { date, time } = wallClock(instant(at), line.zone);
    return `${date} ${time} ${nameOf(by)}: ${textOf(text)}`;
  });
  const cells: Record<Column, string | Date | null> = {
    date: new Date(`${line.date}T00:00:00Z`),
    site: line.siteName,
    post: line.postName,
    shift: line.shiftName,
    written: wallDate(written, line.zone),
    came: came === undefined ? null : wallDate(came, line.zone),
    category: line.category && words.given(line.category),
    text: textOf(first?.text),
    corrections: corrected.length === 0 ? null : corrected.join("\n"),
    author: nameOf(line.author),
  };
  return columns.map((key) => {
    const cell = cells[key];
    return typeof cell === "string" ? harmless(cell) : cell;
  });
}

/** A moment as the wall clock of the site shows it: a sheet knows no zones. */
function wallDate(at: number, zone: string): Date {
  const { date, time } = wallClock(instant(at), zone);
  return new Date(`${date}T${time}:00Z`);
}

/** Of one cell, in characters: no program takes more. */
const longestCell = 32_767;
/** With what a program takes a text for a formula, or a field of a text file for one (OWASP, CSV injection). */
const asFormula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
/** What XML 1.0 cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text that stays a text wherever the sheet goes: what looks like a formula has an apostrophe before it. */
export function harmless(text: string): string {
  const written = text.replaceAll(unwritable, "\ufffd");
  const safe = asFormula.test(written) ? `'${written}` : written;
  return safe.length > longestCell ? `${safe.slice(0, longestCell - 1)}…` : safe;
}
