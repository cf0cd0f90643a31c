import { infiniteQueryOptions } from "@tanstack/react-query";
import type { FoundView, LinesAsked } from "#server/log/found-answer.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";

/** What lines somebody looks for, as the fields hold it: an empty text asks for nothing. */
export interface SearchFields {
  readonly q: string;
  readonly from: string;
  readonly until: string;
  readonly post: string;
  readonly author: string;
}

export const noFields: SearchFields = { q: "", from: "", until: "", post: "", author: "" };

/** The same as it is asked. A post is one of the desk's own site; without one all sites are looked through that the person may read. */
export function askedWith(site: string, { q, from, until, post, author }: SearchFields): LinesAsked {
  const given = { q: q.trim(), from, until, author, ...(post === "" ? {} : { post, site }) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")) as LinesAsked;
}

/** Lines that were found, answer by answer. They stay as they were found until somebody looks again: nothing moves under a finger. */
export function foundQuery({ site, acting: { person } }: DeskPlace, fields: SearchFields) {
  const query = askedWith(site, fields);
  return infiniteQueryOptions({
    queryKey: ["found", site, query, person],
    queryFn: ({ pageParam, signal }) =>
      ask<FoundView>("/api/log/find", {
        query: { ...query, ...(pageParam === "" ? {} : { after: pageParam }) },
        as: person,
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
