import { z } from "zod";
import { key } from "./cited.ts";
import type { Sealed } from "./entry.ts";
import type { BusinessDate, Instant } from "./time.ts";

/** Pieces of which the shapes of commands and entries are made. Lengths are limits of decency: a line is not a book. */

export const businessDate = z.iso.date() as unknown as z.ZodType<BusinessDate, string>;
export const instantShape = z.int() as unknown as z.ZodType<Instant, number>;
export const personShape = z.uuid();

/** NUL and lone surrogates cannot be stored and hashed alike everywhere. */
const unstorable = /[\0\p{Cs}]/u;

/** A short text on one line: what things and people are called. */
export function label(longest: number) {
  return freeText(longest).refine((text) => !/[\n\r\t]/.test(text), { error: "text.not-one-line" });
}

/** Text that people write. */
export function freeText(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !unstorable.test(text), { error: "text.not-well-formed" });
}

export const sealed = z.strictObject({
  sealed: z.string(),
  kind: z.enum(["name", "phone", "free-text"]),
}) as z.ZodType<Sealed>;

export const shiftName = z.strictObject({ post: key, date: businessDate, shift: key });

export const shiftOccurrenceShape = z.strictObject({
  post: key,
  date: businessDate,
  shift: key,
  startsAt: instantShape,
  endsAt: instantShape,
  under: z.int(),
});

/** SHA-256 of a photo's re-encoded bytes, hexadecimal: its name in the store. */
export const photoShape = z.string().regex(/^[0-9a-f]{64}$/);
