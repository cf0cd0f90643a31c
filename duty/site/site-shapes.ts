import { z } from "zod";
import { key, ruleId, wallTime } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { longestShiftMinutes } from "#duty/grammar/limits.ts";
import {
  businessDate,
  countFromOutside,
  dateFromOutside,
  editionDate,
  exactText,
  label,
  recordUpTo,
} from "#duty/grammar/shape.ts";
import { isZone } from "#duty/grammar/time.ts";

const siteId = key;

const hasOwnKeys = (list: readonly { key: string }[]) => new Set(list.map((each) => each.key)).size === list.length;
const keyTwice = { error: "list.key-twice" };

const shift = z.strictObject({
  key,
  name: label(40),
  starts: wallTime,
  minutes: z.int().min(15).max(longestShiftMinutes),
});

const kitItem = z.strictObject({ key, name: label(60), expected: z.int().min(1).max(9999) });
const book = z.strictObject({ key, name: label(60) });

/** `<noun>.<part>.<field>` of an element. */
const parameterName = z.string().regex(/^[a-z-]+(\.[A-Za-z]+){2}$/);

const binding = z.strictObject({
  regulation: key,
  as: key,
  functions: z.record(key, key),
  parameters: z.record(parameterName, z.int()),
});

const termsFromOutside = {
  functions: recordUpTo(200, key, key),
  parameters: recordUpTo(200, parameterName.max(120), countFromOutside),
};
const bindingFromOutside = binding.extend(termsFromOutside);

const bindingsOf = <B extends typeof binding | typeof bindingFromOutside>(shape: B) =>
  z
    .array(shape)
    .max(40)
    .refine((list) => new Set(list.map((each) => each.regulation)).size === list.length, keyTwice);

/** One zone of the tz database; whether it is known there is asked of the runtime, which carries it. */
const zone = z
  .string()
  .max(60)
  .refine((name) => isZone(name), {
    error: "site.no-such-zone",
  });

export const establishBody = z.strictObject({
  name: label(60),
  headOffice: siteId,
  zone,
  dayStartsAt: wallTime,
  demonstration: z.boolean(),
});

/**
 * What a post carries beside shifts, kit and books: checkpoints, forms, by the noun that reads it. Frozen as wide as this, so that a noun
 * of a later release needs no new entry; the noun's own shape is asked before it is entered.
 */
const carriedValue = z.union([
  exactText({ shortest: 0, longest: 500 }),
  countFromOutside,
  z.boolean(),
  z.array(key).max(100),
]);
const carries = recordUpTo(
  40,
  key,
  z.array(recordUpTo(40, z.string().regex(/^[a-zA-Z]{1,40}$/), carriedValue)).max(500),
);

export const establishPostBody = z.strictObject({
  key,
  name: label(40),
  department: label(40),
  shifts: z.array(shift).max(24).refine(hasOwnKeys, keyTwice),
  kit: z.array(kitItem).max(200).refine(hasOwnKeys, keyTwice),
  books: z.array(book).max(50).refine(hasOwnKeys, keyTwice),
  carries: carries.optional(),
  binds: bindingsOf(bindingFromOutside),
});

/** The site's own words for the functions of the house, and numbers of its own where the house leaves room for them. */
export const bindHouseBody = z.strictObject(termsFromOutside);

const specialDay = z.strictObject({
  date: businessDate,
  type: z.enum(["holiday", "make-up"]),
  name: label(40),
});

export const setCalendarBody = z.strictObject({
  year: z.int().min(2000).max(2099),
  days: z
    .array(specialDay.extend({ date: dateFromOutside }))
    .max(366)
    .refine((list) => new Set(list.map((each) => each.date)).size === list.length, keyTwice),
});

const adoption = z.strictObject({
  regulation: key,
  edition: editionDate,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  from: dateFromOutside,
});

/**
 * `text` is the canonical JSON of the edition with its rules, `hash` the SHA-256 of those bytes; the server compares the two. `uncarried`
 * names the rules of the text that this product cannot carry out yet, as the adopter knows and accepts them.
 */
export const adoptEditionBody = adoption.extend({
  text: exactText({ shortest: 0, longest: 1_000_000 }),
  uncarried: z.array(ruleId.max(20)).max(2000).optional(),
});

export const withdrawAdoptionBody = adoption.omit({ edition: true });

const adoptionEntry = adoption.extend({ edition: businessDate, from: businessDate });

export const siteEntries = {
  "site.established": establishBody,
  "site.post-established": establishPostBody.extend({ binds: bindingsOf(binding) }),
  "site.house-bound": binding.pick({ functions: true, parameters: true }),
  "site.edition-adopted": adoptionEntry.extend({ text: z.string().max(1_000_000) }),
  "site.adoption-withdrawn": adoptionEntry,
  /** `from`: the first day that is told; earlier days of the year stay as they were. */
  "site.calendar-set": z.strictObject({ year: z.int(), from: businessDate, days: z.array(specialDay) }),
} satisfies EntryShapes;

export type EstablishBody = z.infer<typeof establishBody>;
export type EstablishPostBody = z.infer<typeof establishPostBody>;
export type BindHouseBody = z.infer<typeof bindHouseBody>;
export type AdoptEditionBody = z.infer<typeof adoptEditionBody>;
export type WithdrawAdoptionBody = z.infer<typeof withdrawAdoptionBody>;

export type SetCalendarBody = z.infer<typeof setCalendarBody>;

export type CalendarEntry = Extract<SiteEntry, { type: "site.calendar-set" }>["body"];
export type SiteEntry = EntryOf<typeof siteEntries>;
