import { useQuery } from "@tanstack/react-query";
import type { RosterView } from "#server/roster/roster-answer.ts";
import { useDeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";

/** The month of a post, as whoever acts may see and change it. */
export function useMonth(post: string, month: string) {
  const {
    site,
    acting: { person },
  } = useDeskPlace();
  return useQuery({
    queryKey: ["roster", site, post, month, person],
    queryFn: ({ signal }) => ask<RosterView>("/api/roster", { query: { site, post, month }, as: person, signal }),
  });
}
