import { LogPaper } from "../paper/LogPaper.tsx";
import { pageSheets } from "../paper/page-sheets.ts";
import { type PageView, pageQuery } from "./log-query.ts";

export const sheets = pageSheets<PageView>({
  order: 1,
  question: pageQuery,
  isThere: ({ state }) => state.phase !== "unknown",
  sheets: [{ key: "log", draw: (view, place) => <LogPaper page={view} place={place} /> }],
});
