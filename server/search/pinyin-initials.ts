import { pinyin } from "pinyin-pro";
import { isCommonHan } from "./folded-text.ts";

/** Of each common character that was met the initial with which all of its readings begin, or an empty text where they begin with several. */
const onlyInitials = new Map<string, string>();

/** Rows as they were read in words. People write the same again and again, and to read a row takes longer than all else that a line is looked through for. */
const readRows = new Map<string, readonly string[]>();
const mostRows = 2_000;
/** A row of more characters is hardly written twice. */
const longestRow = 40;

/**
 * The first letter of the pinyin of each of these characters, which stand in a row, so that those that are read in two ways are read as the words around
 * them say; an empty text for one that has no reading.
 */
export function initialsOf(characters: readonly string[]): readonly string[] {
  const only = characters.map(onlyInitialOf);
  if (!only.includes("")) return only;
  const row = characters.join("");
  const initials = readRows.get(row) ?? readInWords(row, characters);
  if (readRows.size >= mostRows) readRows.clear();
  if (characters.length <= longestRow) readRows.set(row, initials);
  return initials;
}

function onlyInitialOf(character: string): string {
  if (!isCommonHan(character)) return "";
  const known = onlyInitials.get(character);
  if (known !== undefined) return known;
  const [initial = "", ...others] = new Set(
    pinyin(character, { multiple: true, pattern: "first", toneType: "none", type: "array" }),
  );
  const only = others.length === 0 && isInitial(initial) ? initial : "";
  onlyInitials.set(character, only);
  return only;
}

function readInWords(row: string, characters: readonly string[]): readonly string[] {
  const read = pinyin(row, { pattern: "first", toneType: "none", type: "array" });
  if (read.length !== characters.length) return characters.map(() => "");
  return read.map((each) => (isInitial(each) ? each : ""));
}

function isInitial(read: string): boolean {
  return /^[a-z]$/.test(read);
}
