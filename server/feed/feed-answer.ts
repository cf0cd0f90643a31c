import { z } from "zod";
import { siteAsked, streamShape } from "#duty/door/answer-shape.ts";
import { refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";

/** What changes, for open screens. */
export const feedView = view({
  id: "feed.follow",
  path: "/api/feed",
  summary:
    "Server-sent events: hello, change (`shows`: the questions to ask again), reset, beat, locked, ended. Last-Event-ID resumes.",
  query: siteAsked,
  answer: z.string(),
  refusals: refusedForSite,
});

/** How many calls wait for those who sit at a desk: what a locked one may show. Asking counts as listening. */
export const callsCount = view({
  id: "feed.calls-waiting",
  path: "/api/calls/waiting",
  desk: "locked",
  answer: z.object({ now: z.int(), waiting: z.int() }),
  refusals: [],
});

export type CallsCount = typeof callsCount;

const helloShape = z.object({ now: z.int() });

const changeShape = z.object({
  stream: streamShape,
  version: z.int(),
  /** The questions that show what has changed, by the first part of their keys: what must be asked again. */
  shows: z.array(z.string()).readonly(),
});

/** What stands in the two messages of the feed that say more than their names. */
export type FeedHello = z.output<typeof helloShape>;
export type FeedChange = z.output<typeof changeShape>;
