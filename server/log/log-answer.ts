import { z } from "zod";
import { asDutyHasIt, headShape, listAsked, siteAsked, streamShape, textsShape } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { shiftName } from "#duty/grammar/shape.ts";
import type { Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import type { WriteLineFacts } from "#duty/log/write-line.ts";

/** One page with the texts of its lines; `facts` are those of writing a line now, for whoever asks. */
export const pageView = view({
  id: "log.show",
  path: "/api/log",
  query: siteAsked.extend(shiftName.shape),
  answer: z.object({
    now: z.int(),
    stream: streamShape,
    head: headShape,
    state: asDutyHasIt<Page>("Page"),
    rule: asDutyHasIt<LogRule>("LogRule"),
    facts: asDutyHasIt<WriteLineFacts>("WriteLineFacts"),
    texts: textsShape,
  }),
  refusals: [...refusedForSite, ...refusedForLooker],
});

/** One page in a list. */
const rowShape = z.object({
  id: z.string(),
  post: z.string(),
  date: z.string(),
  shift: z.string(),
  phase: z.enum(["open", "cut", "closed"]),
  startsAt: z.int(),
  endsAt: z.int(),
  lines: z.int(),
  corrections: z.int(),
  closedAt: z.int().nullable(),
  handover: z.string().nullable(),
  next: z.string().nullable(),
  countersignedAt: z.int().nullable(),
  countersignedBy: z.string().nullable(),
});

/** The pages of a site, or of one post of it, newest first. */
export const pagesView = view({
  id: "log.list",
  path: "/api/log/list",
  query: listAsked,
  answer: z.object({ now: z.int(), pages: z.array(rowShape).readonly() }),
  refusals: refusedForSite,
});

export type PageView = typeof pageView;
export type PageAnswer = z.output<PageView["answer"]>;
