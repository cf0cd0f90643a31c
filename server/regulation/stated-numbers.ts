import { nameOfRung, openIn } from "#duty/grammar/open-number.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import { dayMinutes } from "#duty/grammar/time.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import { type CatalogueRule, type CatalogueText, type GivenNumber, isLeftOpen } from "./catalogue.ts";
import type { EditionError } from "./edition-errors.ts";
import { type Mechanism, mechanismsOf, type Path } from "./mechanisms.ts";

/** A number or a time of day in a part. */
interface Said {
  readonly value: number | string;
  readonly path: Path;
  readonly open: boolean;
}

/**
 * The numbers of an edition beside those of its text: what no cited clause gives is the site's own and stands in `open`; what a clause gives
 * stands there as given; what a clause asks for and leaves open is open here too.
 */
export function numberErrors(adopted: AdoptedText, text: CatalogueText): EditionError[] {
  const mechanisms = mechanismsOf(adopted);
  return [
    ...mechanisms.flatMap((each) => inventedNumbers(each, text)),
    ...text.rules.flatMap((rule) => lostNumbers(rule, mechanisms)),
  ];
}

function inventedNumbers(mechanism: Mechanism, text: CatalogueText): EditionError[] {
  const clauses = text.rules.filter(({ id }) => mechanism.cites.includes(id));
  const given = new Set(clauses.flatMap(({ params = {} }) => Object.entries(params).flatMap(readings)));
  return saidIn(mechanism)
    .filter(({ value, open }) => !open && !given.has(value))
    .map(({ value, path }) =>
      error(path, `${mechanism.cites.join(", ")} gives no ${value}: what a text does not give stands in open`),
    );
}

function lostNumbers({ id, params = {}, inferred = [] }: CatalogueRule, mechanisms: readonly Mechanism[]) {
  const own = mechanisms.filter(({ cites }) => cites.includes(id));
  const [first] = own;
  if (!first) return [];
  const said = own.flatMap(saidIn);
  return Object.entries(params).flatMap(([name, value]): EditionError[] => {
    if (isLeftOpen(value)) {
      return said.some(({ open }) => open) ? [] : [error(first.path, `${id} leaves ${name} open: nothing here does`)];
    }
    const wanted = readings([name, value]);
    const kept = inferred.includes(name) || said.some((each) => !each.open && wanted.includes(each.value));
    return kept ? [] : [error(first.path, `${id} gives ${name}: ${value}, and nothing that cites it does`)];
  });
}

function error(path: Path, message: string): EditionError {
  return { in: "regulation", path, message };
}

const wallTime = /^([01]\d|2[0-3]):[0-5]\d$/;

export function saidIn({ part, path }: Mechanism): Said[] {
  const open = openIn(part);
  return Object.entries(part).flatMap(([name, value]) =>
    name === "cites" || name === "open" ? [] : saidUnder(value, [...path, name], open.includes(name), open),
  );
}

function saidUnder(value: unknown, path: Path, isOpen: boolean, open: readonly string[]): Said[] {
  if (typeof value === "number" || (typeof value === "string" && wallTime.test(value)))
    return [{ value, path, open: isOpen }];
  if (Array.isArray(value)) return value.flatMap((each, index) => saidUnder(each, [...path, index], isOpen, open));
  if (!isFields(value)) return [];
  const own = isOpen || (typeof value.call === "string" && open.includes(nameOfRung(value.call)));
  return Object.entries(value).flatMap(([name, each]) => saidUnder(each, [...path, name], own, open));
}

const units: readonly (readonly [word: RegExp, minutes: number])[] = [
  [/^h(?:ours?)?$/, 60],
  [/^days?$/, dayMinutes],
  [/^months?$/, 30 * dayMinutes],
];

const words: Readonly<Record<string, readonly number[]>> = {
  immediate: [0],
  immediately: [0],
  "at once": [0],
  "first moment": [0],
  "same day": [0, 1, dayMinutes],
  "next day": [1, dayMinutes],
  daily: [1, dayMinutes],
  weekly: [1, 7, 7 * dayMinutes],
  monthly: [1, 30],
};

/** Every number that a number of the catalogue may stand as in a pack: a span in its own unit or in minutes; a window's times and its length. */
function readings([name, value]: readonly [string, GivenNumber | { open: true }]): readonly (number | string)[] {
  if (Array.isArray(value)) return value.flatMap((each) => readings([name, each]));
  if (typeof value === "object") return [];
  if (typeof value === "number") return [value, ...name.split("_").flatMap((word) => inMinutes(value, word))];
  const named = Object.entries(words).flatMap(([word, numbers]) => (value.includes(word) ? numbers : []));
  const times = value.match(/\d\d:\d\d/g) ?? [];
  const spans = [...value.replaceAll(/\d\d:\d\d/g, "").matchAll(/(\d+) ?([a-z]*)/g)].flatMap(
    ([, digits, unit = ""]) => [Number(digits), ...inMinutes(Number(digits), unit)],
  );
  return [...named, ...times, ...lengthOf(times), ...spans];
}

function inMinutes(value: number, unit: string): readonly number[] {
  return units.flatMap(([word, minutes]) => (word.test(unit) ? [value * minutes] : []));
}

/** Minutes of a window that is told by its two ends, also over midnight. */
function lengthOf([from, to]: readonly string[]): readonly number[] {
  if (from === undefined || to === undefined) return [];
  return [(minuteOf(to) - minuteOf(from) + dayMinutes) % dayMinutes];
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
