import { queryOptions } from "@tanstack/react-query";
import type { PageView } from "#server/log/log-answer.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";

/** One page of the book of a post, with what stands behind its commitments. */
export function pageQuery(
  { site, acting: { person } }: DeskPlace,
  { post, date, shift }: { post: string; date: string; shift: string },
) {
  return queryOptions({
    queryKey: ["log", site, post, date, shift, person],
    queryFn: ({ signal }) => ask<PageView>("/api/log", { query: { site, post, date, shift }, as: person, signal }),
  });
}
