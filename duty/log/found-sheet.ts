/** What stands in the workbook of lines that were found, in both languages. */
export const foundSheet = {
  name: { zh: "值班日志", en: "Duty log" },
  title: { zh: "值班日志查找结果", en: "Duty log: search results" },
  columns: {
    date: { zh: "日期", en: "Date" },
    site: { zh: "项目", en: "Site" },
    post: { zh: "岗位", en: "Post" },
    shift: { zh: "班次", en: "Shift" },
    written: { zh: "记录时间", en: "Written" },
    came: { zh: "送达时间", en: "Received" },
    category: { zh: "类别", en: "Category" },
    text: { zh: "内容", en: "Line" },
    corrections: { zh: "更正", en: "Corrections" },
    author: { zh: "记录人", en: "Written by" },
  },
  words: { zh: "查找：", en: "Looked for: " },
  dates: { zh: "日期：", en: "Dates: " },
  lines: { zh: "条数：", en: "Lines: " },
  more: { zh: "（只列最近的，另有更早的未列出）", en: " (the latest only; earlier ones are left out)" },
  by: { zh: "导出：", en: "Exported by: " },
  erased: { zh: "（原文已依规删除，留有存证）", en: "(erased as the rules allow; its proof is kept)" },
  nobody: { zh: "姓名已删除", en: "Name erased" },
} as const;
