import { z } from "zod";
import { siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { caseId } from "#duty/grammar/shape.ts";
import { readableNouns } from "#duty/nouns.ts";

/** Streams that everybody at a site may read; what is said of single people is not among them. */
const readable = z.enum(readableNouns);

const entryShape = z.object({
  version: z.int(),
  hash: z.string(),
  type: z.string(),
  at: z.int(),
  deviceTime: z.int().nullable(),
  by: z.string().nullable(),
  zh: z.string(),
  en: z.string(),
});

/** What happened in one case, entry by entry, in words: the way from a clause to its evidence ends here. */
export const historyView = view({
  id: "history.show",
  path: "/api/history",
  query: siteAsked.extend({ noun: readable, id: caseId }),
  answer: z.object({ now: z.int(), entries: z.array(entryShape) }),
  refusals: refusedForSite,
});

export type HistoryView = typeof historyView;
export type ToldEntry = z.output<typeof entryShape>;
