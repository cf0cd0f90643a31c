import { queryOptions } from "@tanstack/react-query";
import type { MattersView } from "#server/matter/matter-answer.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";

/** The matters of a post, and what whoever acts may do about them. */
export function mattersQuery({ site, acting: { person } }: DeskPlace, post: string) {
  return queryOptions({
    queryKey: ["matter", site, post, person],
    queryFn: ({ signal }) => ask<MattersView>("/api/matter", { query: { site, post }, as: person, signal }),
  });
}
