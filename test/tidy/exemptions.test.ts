import { expect, test } from "vitest";
import { crossings, MEETING_PLACES, TYPES_LENT } from "./borders.ts";
import { KNOWN_PACKAGES } from "./known-packages.ts";
import { NO_REGULATION, unknownCitations } from "./papers.ts";
import { namesakes, SAID_TWICE, TABLES, wideFiles } from "./shapes.ts";
import { MADE_UP, misspelt } from "./spelt-names.ts";
import { plant, repository } from "./tree.ts";
import { ANYWHERE, foreignCodes } from "./words.ts";

/* A list of exceptions only ever grows, unless somebody asks of each entry what would be found without it. */

const here = repository();

/** Entries without which a rule finds no more than with them. */
function unneeded<T>(list: readonly T[], findsWith: (list: readonly T[]) => readonly string[]): T[] {
  const known = new Set(findsWith(list));
  return list.filter((each) => findsWith(list.filter((other) => other !== each)).every((found) => known.has(found)));
}

test("tables of contents need their many imports", () =>
  expect(unneeded(TABLES, (list) => wideFiles(here, list))).toEqual([]));
test("what is said twice is said twice", () =>
  expect(unneeded(SAID_TWICE, (list) => namesakes(here, list))).toEqual([]));
test("what looks like a rule and is none stands somewhere", () =>
  expect(unneeded(NO_REGULATION, (list) => unknownCitations(here, list))).toEqual([]));
test("codes that may stand anywhere stand elsewhere", () =>
  expect(unneeded(ANYWHERE, (list) => foreignCodes(here, list))).toEqual([]));
test("nouns meet in the meeting places", () =>
  expect(unneeded(MEETING_PLACES, (meetingPlaces) => crossings(here, { meetingPlaces }))).toEqual([]));
test("each package that may be known is known where it may be", () =>
  expect(unneeded(KNOWN_PACKAGES, (knownPackages) => crossings(here, { knownPackages }))).toEqual([]));
test("types are lent to somebody who takes them", () =>
  expect(unneeded(TYPES_LENT, (typesLent) => crossings(here, { typesLent }))).toEqual([]));

test("names that tests make up are spelt in some test", () =>
  expect(unneeded(MADE_UP, (list) => misspelt(here, list))).toEqual([]));

test("an exception that nothing needs is caught", () => {
  const tree = plant({ "duty/log/log.ts": 'refuse("log.closed", ["UTF-16"]);' });
  expect(unneeded(["UTF", "ISO"], (list) => unknownCitations(tree, list))).toEqual(["ISO"]);
});
