import { queryOptions, useQuery } from "@tanstack/react-query";
import type { RosterView } from "#server/roster/roster-answer.ts";
import { type DeskPlace, useDeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";

export function monthQuery({ site, acting: { person } }: DeskPlace, post: string, month: string) {
  return queryOptions({
    queryKey: ["roster", site, post, month, person],
    queryFn: ({ signal }) => ask<RosterView>("/api/roster", { query: { site, post, month }, as: person, signal }),
  });
}

/** The month of a post, as whoever acts may see and change it. */
export function useMonth(post: string, month: string) {
  return useQuery(monthQuery(useDeskPlace(), post, month));
}
