import type { Tree } from "./tree.ts";

/*
 * A text that is filled with several things says of each what it is by the words beside it. No machine knows that "{{late}} late" is right and
 * "{{missed}} late" is not; so what such a text says was read by somebody and stands in a file, and any change of it is a line in review.
 */

export const FILLED_TEXTS = "test/tidy/filled-texts.json";

const FILE = /^web\/languages\/(\w+)\.(en|zh-CN)\.json$/;
const PLACE = /\{\{[^}]*\}\}/g;

/** Every text with two or more places to fill, by `noun:key language`. */
export function filledTexts(tree: Tree): ReadonlyMap<string, string> {
  const found = [...tree].flatMap(([path, text]): [string, string][] => {
    const [, noun, language] = FILE.exec(path) ?? [];
    if (noun === undefined) return [];
    const several = textsIn(JSON.parse(text)).filter(([, each]) => placesIn(each).length > 1);
    return several.map(([key, each]) => [`${noun}:${key} ${language}`, each]);
  });
  return new Map(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Texts that are not as they were read, that nobody has read, and that are read and gone. */
export function unreadTexts(tree: Tree): string[] {
  const now = filledTexts(tree);
  const read = new Map(Object.entries(JSON.parse(tree.get(FILLED_TEXTS) ?? "{}") as Record<string, string>));
  return [...new Set([...now.keys(), ...read.keys()])].filter((name) => now.get(name) !== read.get(name));
}

export function writtenTexts(texts: ReadonlyMap<string, string>): string {
  return `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`;
}

/** A text with any two of its places exchanged, in every way. */
export function exchanged(text: string): string[] {
  const places = placesIn(text);
  return places.flatMap((one, index) =>
    places.slice(index + 1).map((other) => text.replace(PLACE, (at) => ({ [one]: other, [other]: one })[at] ?? at)),
  );
}

function placesIn(text: string): string[] {
  return [...new Set(text.match(PLACE) ?? [])];
}

function textsIn(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(value as object).flatMap(([key, each]) => textsIn(each, path === "" ? key : `${path}.${key}`));
}
