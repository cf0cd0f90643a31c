import { z } from "zod";
import { bothLanguages, mostRows } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { dateFromOutside, exactText, idFromOutside } from "#duty/grammar/shape.ts";

/** How much somebody may ask for at once, in characters. */
export const longestQuestion = 100;

/** Lines in one workbook, at most: what a person still leafs through. */
export const mostLinesInWorkbook = 5000;

/**
 * What lines are looked for. Every word of `q` must stand in a text of the line, or be the name of who wrote it; without words all lines are shown. Dates are
 * those of the shifts, both included. Without `site`, at all sites where somebody at the desk works; a post is one of a site.
 */
const asked = z.object({
  q: exactText({ shortest: 0, longest: longestQuestion }).optional(),
  site: key.optional(),
  post: key.optional(),
  author: idFromOutside.optional(),
  from: dateFromOutside.optional(),
  until: dateFromOutside.optional(),
});

const markShape = z.object({ from: z.int(), until: z.int() });

/** One text of a line; null where it was erased. `marks`: where the words stand in it, in UTF-16 units. */
const toldShape = z.object({
  text: z.string().nullable(),
  at: z.int(),
  by: z.string().nullable(),
  marks: z.array(markShape),
});

/** A line with its corrections after it, and the names of what it stands under. */
const foundShape = z.object({
  site: z.string(),
  siteName: z.string(),
  page: z.string(),
  line: z.string(),
  post: z.string(),
  postName: z.string(),
  date: z.string(),
  shift: z.string(),
  shiftName: z.string(),
  zone: z.string(),
  /** When it came to the server, and what its device said. */
  at: z.int(),
  deviceAt: z.int().nullable(),
  author: z.string().nullable(),
  authorFound: z.boolean(),
  category: bothLanguages.nullable(),
  duringHandover: z.boolean(),
  photos: z.int(),
  texts: z.array(toldShape),
});

const refusals = [...refusedForSite, ...refusedForLooker];

/** Lines of all books that may be read, the newest first. */
export const foundView = view({
  id: "log.find",
  path: "/api/log/find",
  query: asked.extend({
    /** `next` of what was answered before. */
    after: z
      .string()
      .regex(/^[\w-]+$/)
      .max(800)
      .optional(),
    most: mostRows(50),
  }),
  answer: z.object({
    now: z.int(),
    /** What was looked for, as it was understood. */
    words: z.array(z.string()),
    lines: z.array(foundShape),
    /** Asks for what follows; null where there is nothing more. What is written meanwhile does not shift it. */
    next: z.string().nullable(),
    /** Names of people in the lines; somebody whose name was erased is missing. */
    people: z.record(z.string(), z.string()),
  }),
  refusals,
});

/** The same lines as a workbook, at most `mostLinesInWorkbook`; a row above its header says where there are more. */
export const workbookView = view({
  id: "log.workbook",
  path: "/api/log/find.xlsx",
  summary: "Lines that were found, as a workbook",
  query: asked.extend({ language: z.enum(["zh-CN", "zh-Hant", "en"]).default("zh-CN") }),
  answer: z.string().meta({ contentEncoding: "binary", description: "Office Open XML workbook (ISO/IEC 29500)" }),
  refusals,
});

export type WorkbookView = typeof workbookView;
export type WorkbookLanguage = "zh-CN" | "zh-Hant" | "en";
export type FoundView = typeof foundView;
export type FoundAnswer = z.output<FoundView["answer"]>;
export type FoundLine = z.output<typeof foundShape>;
export type FoundText = z.output<typeof toldShape>;
export type LinesAsked = z.output<typeof asked>;
