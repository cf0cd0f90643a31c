import type { PageAnswer } from "#server/log/log-answer.ts";
import { LogPaper } from "../paper/LogPaper.tsx";
import { pageSheets } from "../paper/page-sheets.ts";
import { pageQuery } from "./log-query.ts";

export const logSheets = pageSheets<PageAnswer>({
  order: 1,
  question: pageQuery,
  isThere: ({ state }) => state.phase !== "unknown",
  sheets: [{ key: "log", draw: (view, place) => <LogPaper page={view} place={place} /> }],
});
