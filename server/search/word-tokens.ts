import { type FoldedSign, foldedSigns, isHan, isOwnSign } from "./folded-text.ts";
import { initialsOf } from "./pinyin-initials.ts";

/** Signs in a row of one sort: Chinese characters, or other letters and digits. */
interface SignRun {
  readonly isHan: boolean;
  readonly signs: readonly FoldedSign[];
}

/** How many letters or digits in a row are one token, at most: with three, a part of a plate finds few lines that do not hold it. */
const longestPart = 3;

/** A token of a word that somebody asks for is never shorter than this many initials: one letter stands for a quarter of all characters. */
const fewestInitials = 2;

export function runsOf(signs: readonly FoldedSign[]): readonly SignRun[] {
  const runs: { isHan: boolean; signs: FoldedSign[] }[] = [];
  let last: (typeof runs)[number] | undefined;
  for (const each of signs) {
    if (!isOwnSign(each.sign)) {
      last = undefined;
      continue;
    }
    if (last?.isHan !== isHan(each.sign)) {
      last = { isHan: isHan(each.sign), signs: [] };
      runs.push(last);
    }
    last?.signs.push(each);
  }
  return runs;
}

/**
 * What a text is found by: each Chinese character and each two in a row; of other letters and digits each, and each two and three in a row; of the
 * pinyin initials of Chinese characters each two and three in a row, as if they were letters.
 */
export function tokensOfText(text: string): ReadonlySet<string> {
  const tokens = new Set<string>();
  for (const { isHan: chinese, signs } of runsOf(foldedSigns(text))) {
    const written = signs.map(({ sign }) => sign);
    if (!chinese) for (const length of [1, 2, longestPart]) addParts(tokens, written, length);
    if (!chinese) continue;
    for (const length of [1, 2]) addParts(tokens, written, length);
    const initials = initialsOf(written);
    for (const length of [fewestInitials, longestPart]) addParts(tokens, initials, length);
  }
  return tokens;
}

/** Tokens that a text has wherever this word stands in it (`askedWords`): as many as it needs so that few others have them all. */
export function tokensOfWord(word: string): ReadonlySet<string> {
  const tokens = new Set<string>();
  for (const { isHan: chinese, signs } of runsOf(foldedSigns(word))) {
    const length = Math.min(chinese ? 2 : longestPart, signs.length);
    addParts(
      tokens,
      signs.map(({ sign }) => sign),
      length,
    );
  }
  return tokens;
}

function addParts(tokens: Set<string>, signs: readonly string[], length: number): void {
  for (let at = 0; at + length <= signs.length; at += 1) {
    let part = "";
    // What has no initial breaks the row.
    for (let next = at; next < at + length && signs[next] !== ""; next += 1) part += signs[next];
    if (part.length >= length) tokens.add(part);
  }
}
