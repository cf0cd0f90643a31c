import { z } from "zod";
import { key } from "./cited.ts";
import type { Sealed } from "./entry.ts";
import { type BusinessDate, type Instant, instantOf } from "./time.ts";

/*
 * Pieces of which the shapes of commands and entries are made. What comes from outside has a range: whatever is accepted can be shown,
 * printed and computed with. Entries keep the wider shapes with which they were first written, and stay readable.
 */

/** A date as entries and editions hold it; a body takes `dateFromOutside`. */
export const businessDate = z.iso.date() as unknown as z.ZodType<BusinessDate, string>;
/** A moment as entries hold it; a body takes `instantFromOutside`. */
export const instantShape = z.int() as unknown as z.ZodType<Instant, number>;
export const personShape = z.uuid();

/**
 * An id that was made elsewhere, of a person, a command, a line: there are two ways to write one (RFC 9562 reads capitals too), and both are the
 * same id. Entries hold small letters.
 */
export const idFromOutside = z.uuid().toLowerCase();

/** Of a command, which becomes the id of what it opens: what the product opens by itself has ids of version 8 (`derivedId`), and no others have. */
export const commandFromOutside = idFromOutside.refine((id) => id.charAt(14) !== "8");

const century = { from: instantOf("2000-01-01T00:00:00Z"), until: instantOf("2100-01-01T00:00:00Z") };

/** A moment of duty: from 2000 to the end of 2099. */
export const instantFromOutside = z.int().min(century.from).max(century.until) as unknown as z.ZodType<Instant, number>;

/** A whole number where it stands in an address, as text: decimal digits and nothing else, so that nobody reads another number there. */
export function wholeInAddress(minimum: number, maximum: number) {
  return z
    .string()
    .max(16)
    .regex(/^(?:0|[1-9]\d*)$/)
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .meta({ type: "integer", minimum, maximum }) as unknown as z.ZodType<number, number | string>;
}

/** A moment of duty where it stands in an address. */
export const instantInAddress = wholeInAddress(century.from, century.until) as z.ZodType<Instant, number | string>;

/** What a device's own clock says. A clock that has lost its battery begins at 1970, and what is written there must not be refused for it. */
export const deviceInstant = z.int().min(0).max(century.until) as unknown as z.ZodType<Instant, number>;

/** The same where it stands in an address. */
export const deviceInstantInAddress = wholeInAddress(0, century.until) as z.ZodType<Instant, number | string>;

/** A date between two, both included; the ends stand in the document of the interface as well. */
function dateBetween(first: string, last: string) {
  return z.iso
    .date({ abort: true })
    .refine((date) => date >= first && date <= last, { error: "date.out-of-range" })
    .meta({ formatMinimum: first, formatMaximum: last }) as unknown as z.ZodType<BusinessDate, string>;
}

/** A date of duty: from 2000 to the end of 2099. */
export const dateFromOutside = dateBetween("2000-01-01", "2099-12-31");

/** When an edition of a regulation was issued; texts in force may be older than the century. */
export const editionDate = dateBetween("1900-01-01", "2099-12-31");

/** A month of duty, `YYYY-MM`. */
export const monthFromOutside = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/);

/** How many things, or how many minutes: none, or as many as a regulation may ask for. */
export const countFromOutside = z.int().min(0).max(100_000);

/** Of a stream that somebody saw. No case has ever had so many entries. */
export const versionFromOutside = z.int().min(0).max(1_000_000_000);

/** NUL and lone surrogates cannot be stored and hashed alike everywhere. */
const unstorable = /[\0\p{Cs}]/u;

/** A text as it is, such as an id or the bytes of an edition: nothing is cut off, and it may be empty where `shortest` is 0. */
export function exactText({ shortest, longest }: { shortest: number; longest: number }) {
  return z
    .string()
    .min(shortest)
    .max(longest)
    .refine((text) => !unstorable.test(text), { error: "text.not-well-formed" });
}

/** The id of a stream, or of something within one, as it is sent: made of keys, dates and ids, none of which has capitals. */
export const caseId = exactText({ shortest: 1, longest: 200 }).toLowerCase();

/** Something that a reader can see: no mark that only changes what stands beside it, and no filler that is drawn as nothing. */
const visible = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;
/**
 * What nobody sees in a name, though it makes another name of it, or turns round what stands after it. What joins signs (U+200C, U+200D) or chooses
 * a form of one (variation selectors) is seen in the sign, and may stand in names.
 */
const hiddenInNames =
  /[\p{Cc}\u{ad}\u{61c}\u{115f}\u{1160}\u{180e}\u{200b}\u{200e}\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{2800}\u{3164}\u{feff}\u{ffa0}\u{fff0}-\u{fffb}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}]|\u{34f}|\u{17b4}|\u{17b5}|[\u{180b}-\u{180d}]|\u{180f}/u;

/** A short text on one line: what things and people are called. */
export function label(longest: number) {
  return freeText(longest)
    .refine((text) => !/[\n\r\t]/.test(text), { error: "text.not-one-line" })
    .refine((text) => !hiddenInNames.test(text), { error: "text.not-visible" });
}

/** Text that people write. Lengths are limits of decency: a line is not a book. */
export function freeText(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !unstorable.test(text), { error: "text.not-well-formed" })
    .refine((text) => visible.test(text), { error: "text.not-visible" });
}

/** Values by name, at most so many. */
export function recordUpTo<K extends z.ZodType<string, string>, V extends z.ZodType>(most: number, name: K, value: V) {
  return z
    .record(name, value)
    .refine((record) => Object.keys(record).length <= most, { error: "record.too-many" })
    .meta({ maxProperties: most });
}

export const sealed = z.strictObject({
  sealed: z.string(),
  kind: z.enum(["name", "phone", "free-text"]),
}) as z.ZodType<Sealed>;

/** A shift as a request names it. */
export const shiftName = z.strictObject({ post: key, date: dateFromOutside, shift: key });

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
