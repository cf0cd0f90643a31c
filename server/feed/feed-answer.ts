import { z } from "zod";
import { siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";

/** What changes, for open screens. */
export const feedView = view({
  id: "feed.follow",
  path: "/api/feed",
  summary: "Server-sent events: hello, change, reset, locked, ended. Last-Event-ID resumes.",
  query: siteAsked,
  answer: z.string(),
  refusals: refusedForSite,
});
