import { leaderOf } from "#duty/handover/handover-parties.ts";
import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import { HandoverPaper } from "../paper/HandoverPaper.tsx";
import { PropertyPaper } from "../paper/PropertyPaper.tsx";
import { pageSheets } from "../paper/page-sheets.ts";
import { handoverQuery } from "./handover-query.ts";

export const handoverSheets = pageSheets<HandoverAnswer>({
  order: 2,
  question: handoverQuery,
  isThere: ({ state }) => state.phase !== "unknown" && state.preparation !== undefined,
  leading: ({ state, facts }) => leaderOf(state, facts),
  sheets: [
    { key: "work", draw: (view, place) => <HandoverPaper view={view} place={place} /> },
    { key: "property", draw: (view, place) => <PropertyPaper view={view} place={place} /> },
  ],
});
