import { queryOptions } from "@tanstack/react-query";
import type { RosterView } from "#server/roster/roster-answer.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";

export function monthQuery({ site, acting: { person } }: DeskPlace, { post, month }: { post: string; month: string }) {
  return queryOptions({
    queryKey: ["roster", site, post, month, person],
    queryFn: ({ signal }) => ask<RosterView>("/api/roster", { query: { site, post, month }, as: person, signal }),
  });
}
