import { read, utils } from "@e965/xlsx";
import { expect, test } from "vitest";
import { instantOf, minute } from "#duty/grammar/time.ts";
import type { FoundLine } from "./found-answer.ts";
import { harmless, linesAsWorkbook, type WorkbookAbout } from "./lines-workbook.ts";

const at = instantOf("2026-11-21T23:30:00Z");
const lin = "00000000-0000-4000-8000-000000000001";
const formula = '=HYPERLINK("http://x.invalid","消防")';

const line = (text: string | null, more: Partial<FoundLine> = {}): FoundLine => ({
  ...{
    site: "tower",
    siteName: "示范大厦",
    page: "lobby/2026-11-21/night",
    line: text ?? "",
    post: "lobby",
    postName: "大堂岗",
  },
  ...{
    date: "2026-11-21",
    shift: "night",
    shiftName: "晚班",
    zone: "Asia/Shanghai",
    at,
    deviceAt: null,
    author: lin,
    authorFound: false,
  },
  ...{ category: { zh: "日常", en: "Routine" }, duringHandover: false, photos: 0 },
  texts: [{ text, at, by: lin, marks: [] }],
  ...more,
});

const corrected = line("三号泵", {
  texts: [
    { text: "三号泵", at, by: lin, marks: [] },
    { text: "@五号泵", at: at + minute, by: null, marks: [] },
  ],
});
const lines = [
  line(formula),
  line("巡视正常", { deviceAt: at - 10 * minute, category: null, author: "nobody" }),
  corrected,
  line(null),
];

async function sheetOf(more: Partial<WorkbookAbout> = {}) {
  const about = {
    lines,
    people: { [lin]: "林涛" },
    asked: { q: "=1+1" },
    language: "zh-CN",
    now: at,
    by: "孙梅",
    next: undefined,
  };
  const bytes = await linesAsWorkbook({ ...about, ...more } as WorkbookAbout);
  const book = read(bytes, { cellStyles: true, cellNF: true, bookFiles: true, sheetStubs: true });
  const [name = ""] = book.SheetNames;
  const sheet = book.Sheets[name];
  if (!sheet) throw new Error("the workbook has no sheet");
  const files = (book as unknown as { files: Record<string, { content: Uint8Array }> }).files;
  const xml = (path: string) => Buffer.from(files[path]?.content ?? []).toString("utf8");
  return { name, sheet, xml, rows: utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: null }) };
}

/** A date of a sheet as it stands there, to the minute: a sheet counts days, and minutes are parts of one. */
const shown = (cell: unknown) =>
  cell instanceof Date ? new Date(Math.round(cell.getTime() / minute) * minute).toISOString().slice(0, 16) : cell;

test("each cell says what the line says: real dates of the site's wall clock, and nothing is a formula", async () => {
  const { name, sheet, rows } = await sheetOf();
  expect(name).toBe("值班日志");
  const day = "2026-11-21T00:00";
  const written = "2026-11-22T07:30";
  const place = ["示范大厦", "大堂岗", "晚班"];
  expect(rows.slice(2).map((row) => row.map(shown))).toEqual([
    ["日期", "项目", "岗位", "班次", "记录时间", "送达时间", "类别", "内容", "更正", "记录人"],
    [day, ...place, written, null, "日常", `'${formula}`, null, "林涛"],
    [day, ...place, "2026-11-22T07:20", written, null, "巡视正常", null, "姓名已删除"],
    [day, ...place, written, null, "日常", "三号泵", "2026-11-22 07:31 : @五号泵", "林涛"],
    [day, ...place, written, null, "日常", "（原文已依规删除，留有存证）", null, "林涛"],
  ]);
  expect(rows[0]?.[0]).toBe("值班日志查找结果");
  expect(rows[1]?.[0]).toBe("查找：=1+1　条数：4　导出：孙梅 2026-11-22 07:30");
  expect([sheet.A4?.z, sheet.E4?.z]).toEqual(["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]);
  const cells = Object.entries(sheet).filter(([at]) => /^[A-Z]+\d+$/.test(at));
  expect(cells.length).toBeGreaterThan(40);
  expect(cells.filter(([, cell]) => (cell as { f?: string }).f !== undefined)).toEqual([]);
});

test("it is printed on A4 across, one page wide, its headings on each page", async () => {
  const { xml } = await sheetOf();
  const page = /<pageSetup[^>]*>/.exec(xml("xl/worksheets/sheet1.xml"))?.[0];
  expect(page).toMatch(/paperSize="9"/);
  expect(page).toMatch(/orientation="landscape"/);
  expect(page).toMatch(/fitToHeight="0"/);
  expect(xml("xl/worksheets/sheet1.xml")).toMatch(/<pageSetUpPr[^>]*fitToPage="1"/);
  expect(xml("xl/workbook.xml")).toMatch(/_xlnm.Print_Titles"[^>]*>[^<]*\$3:\$3</);
});

test("it speaks the language of its reader; what the site and the regulation call things stays", async () => {
  const english = await sheetOf({
    language: "en",
    next: { at, site: "tower", page: "lobby/2026-11-21/night", line: "l" },
    asked: { from: "2026-11-01" as never },
  });
  expect([english.name, english.rows[2]?.[7], english.rows[3]?.[6], english.rows[3]?.[2]]).toEqual([
    "Duty log",
    "Line",
    "Routine",
    "大堂岗",
  ]);
  expect(english.rows[1]?.[0]).toMatch(/^Dates: 2026-11-01 – .*Lines: 4 \(the latest only/);
  const traditional = await sheetOf({ language: "zh-Hant" });
  expect([traditional.name, traditional.rows[2]?.[4], traditional.rows[3]?.[6]]).toEqual([
    "值班日誌",
    "記錄時間",
    "日常",
  ]);
});

test("without lines it has its headings still", async () => {
  expect((await sheetOf({ lines: [] })).rows).toHaveLength(3);
});

test.each(["=1", "+1", "-1", "@a", "\t=1", " =1", "＝1", "\r1", "\n1"])("%j gets an apostrophe", (text) => {
  expect(harmless(text)).toBe(`'${text}`);
});

test("other texts stay; what no sheet can hold is replaced, and what is too long for a cell ends with a sign", () => {
  expect(["1=1", "a-b", "正常", ""].map(harmless)).toEqual(["1=1", "a-b", "正常", ""]);
  expect(harmless("a\u0001b\ufffe")).toBe("a\ufffdb\ufffd");
  expect(harmless("长".repeat(40_000))).toBe(`${"长".repeat(32_766)}…`);
});
