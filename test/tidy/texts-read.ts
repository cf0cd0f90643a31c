import { createHash } from "node:crypto";
import { LANGUAGE_FILE, spokenTexts } from "./language-words.ts";
import type { Tree } from "./tree.ts";

/*
 * No machine knows whether a text says what is so: that the original stays, that "{{late}} late" is right and "{{missed}} late" is not. So no text
 * changes unseen: whoever changes one reads it beside its other language and writes it down anew. One that is filled with several things stands in
 * the file as it is, so that an exchange is a line in review; of the others a mark stands there.
 */

export const TEXTS_READ = "test/tidy/texts-read.json";

const PLACE = /\{\{[^}]*\}\}/g;

/** What is kept of every text, by `noun:key language`. */
export function textsToRead(tree: Tree): ReadonlyMap<string, string> {
  const found = [...tree].flatMap(([path, text]): [string, string][] => {
    const [, noun, language] = LANGUAGE_FILE.exec(path) ?? [];
    if (noun === undefined) return [];
    return spokenTexts(JSON.parse(text)).map(([key, each]) => [
      `${noun}:${key} ${language}`,
      isFilled(each) ? each : markOf(each),
    ]);
  });
  return new Map(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** Texts that are not as they were read, that nobody has read, and that are read and gone. */
export function unreadTexts(tree: Tree): string[] {
  const now = textsToRead(tree);
  const read = new Map(Object.entries(JSON.parse(tree.get(TEXTS_READ) ?? "{}") as Record<string, string>));
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

/** Whether it is filled with several things. */
export function isFilled(text: string): boolean {
  return placesIn(text).length > 1;
}

function markOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function placesIn(text: string): string[] {
  return [...new Set(text.match(PLACE) ?? [])];
}
