import { type FoldedSign, foldedSigns, type WordMark } from "./folded-text.ts";
import { initialsOf } from "./pinyin-initials.ts";
import { runsOf } from "./word-tokens.ts";

/** A word of small Latin letters alone may be the initials of Chinese characters. */
const mayBeInitials = /^[a-z]{2,}$/;

/** Looks in a text for words as `askedWords` makes them. Answers where each stands, in their order; undefined where one does not. */
export function findWords(text: string, words: readonly string[]): readonly WordMark[] | undefined {
  const signs = foldedSigns(text);
  const marks: WordMark[] = [];
  for (const word of words) {
    const places = placesOf(signs, word);
    if (places.length === 0) return undefined;
    marks.push(...places);
  }
  return marks;
}

/** The places of those of the words that stand there, put together where they touch: what is marked on a screen. */
export function markWords(text: string, words: readonly string[]): readonly WordMark[] {
  const signs = foldedSigns(text);
  const places = words.flatMap((word) => placesOf(signs, word)).toSorted((one, other) => one.from - other.from);
  const marks: { from: number; until: number }[] = [];
  for (const { from, until } of places) {
    const last = marks.at(-1);
    if (last && from <= last.until) last.until = Math.max(last.until, until);
    else marks.push({ from, until });
  }
  return marks;
}

function placesOf(signs: readonly FoldedSign[], word: string): WordMark[] {
  const wanted = [...word];
  const places = placesIn(
    signs,
    signs.map(({ sign }) => sign),
    wanted,
  );
  if (!mayBeInitials.test(word)) return places;
  const chinese = runsOf(signs).filter(({ isHan }) => isHan);
  const read = chinese.flatMap((run) => placesIn(run.signs, initialsOf(run.signs.map(({ sign }) => sign)), wanted));
  return [...places, ...read];
}

function placesIn(signs: readonly FoldedSign[], compared: readonly string[], wanted: readonly string[]): WordMark[] {
  const places: WordMark[] = [];
  for (let at = 0; at + wanted.length <= signs.length; at += 1) {
    const first = signs[at];
    const last = signs[at + wanted.length - 1];
    if (first && last && wanted.every((sign, nth) => compared[at + nth] === sign))
      places.push({ from: first.from, until: last.until });
  }
  return places;
}
