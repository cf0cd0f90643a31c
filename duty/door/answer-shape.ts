import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { instantInAddress, wholeInAddress } from "#duty/grammar/shape.ts";

/** Pieces of which questions and answers of the interface are made. Moments are whole milliseconds since 1970. */

/** `site` may be left out while the desk has only one. */
export const siteAsked = z.object({ site: key.optional() });

/** A site, or one post of it. */
export const postAsked = siteAsked.extend({ post: key.optional() });

/** At most so many rows; `usual` where nobody says how many. */
export function mostRows(usual: number) {
  return wholeInAddress(1, 200).default(usual);
}

/** The latest of a list that began before a moment. */
export const listAsked = postAsked.extend({ before: instantInAddress.optional(), most: mostRows(50) });

export const streamShape = z.object({ site: z.string(), noun: z.string(), id: z.string() });

/** Where a stream stands: what a receipt carries, and what is sent as `seen` with a signature. */
export const headShape = z.object({ version: z.int(), hash: z.string() });

export const bothLanguages = z.object({ zh: z.string(), en: z.string() });

/** Texts by the commitment that stands for them in a state; null where a text was erased, so that its place still shows. */
export const textsShape = z.record(z.string(), z.string().nullable());

export type Texts = z.output<typeof textsShape>;

/**
 * What duty has made and checked itself goes out as it is, for the browser asks the same rules with it: typed here, and described by the
 * name of the type in duty.
 */
export function asDutyHasIt<T extends object>(type: string): z.ZodType<T> {
  return z.looseObject({}).meta({ description: `${type} of duty, as its rules take it` }) as unknown as z.ZodType<T>;
}
