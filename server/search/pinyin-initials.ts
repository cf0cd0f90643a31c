import { pinyin } from "pinyin-pro";

/**
 * The first letter of the pinyin of each of these characters, which stand in a row, so that those that are read in two ways are read as the words around
 * them say; an empty text for one that has no reading.
 */
export function initialsOf(characters: readonly string[]): readonly string[] {
  const read = pinyin(characters.join(""), { pattern: "first", toneType: "none", type: "array" });
  if (read.length !== characters.length) return characters.map(() => "");
  return read.map((each) => (/^[a-z]$/.test(each) ? each : ""));
}
