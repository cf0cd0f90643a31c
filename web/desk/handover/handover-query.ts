import { queryOptions } from "@tanstack/react-query";
import type { HandoverView } from "#server/handover/handover-answer.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** What the hand-over of a shift looks like to the browser: enough to ask the rules themselves why something may not be done. */
export function handoverQuery({ site, acting: { person } }: DeskPlace, { post, date, shift }: ShiftId) {
  return queryOptions({
    queryKey: ["handover", site, post, date, shift, person],
    queryFn: ({ signal }) =>
      ask<HandoverView>("/api/handover", { query: { site, post, date, shift }, as: person, signal }),
  });
}
