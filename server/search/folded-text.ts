/** One sign of a text as it is compared, and where it stands in the text: UTF-16 units, `until` not included. */
export interface FoldedSign {
  readonly sign: string;
  readonly from: number;
  readonly until: number;
}

/** Where a word stands in a text: UTF-16 units, `until` not included. */
export interface WordMark {
  readonly from: number;
  readonly until: number;
}

const mark = /\p{M}/u;
const ownSign = /[\p{L}\p{N}]/u;
const han = /\p{Script=Han}/u;
/** What people put into a plate or a telephone number and leave out when they look for it. */
const joins = /[\u00b7\u2022\u2027\u30fb\u2010-\u2015\u2212-]/u;

/** One of the 21,000 characters that nearly all Chinese is written in: each stands for itself, and needs no closer look. */
export function isCommonHan(sign: string): boolean {
  return sign >= "\u4e00" && sign <= "\u9fff";
}

export function isHan(sign: string): boolean {
  return isCommonHan(sign) || han.test(sign);
}

/** Letters, digits and Chinese characters; everything else only stands between them. */
export function isOwnSign(sign: string): boolean {
  return isCommonHan(sign) || ownSign.test(sign);
}

/**
 * A text as it is compared: full width as half width, capitals as small letters, letters without their accents; and what joins the parts of a
 * plate (`沪A·12345`) or of a number (`138-0000 1234`) left out.
 */
export function foldedSigns(text: string): readonly FoldedSign[] {
  const all: FoldedSign[] = [];
  let from = 0;
  for (const written of text) {
    const until = from + written.length;
    if (isCommonHan(written)) all.push({ sign: written, from, until });
    else
      for (const sign of written.normalize("NFKD").toLowerCase()) if (!mark.test(sign)) all.push({ sign, from, until });
    from = until;
  }
  return all.filter((each, at) => !isJoiner(each.sign, all[at - 1]?.sign, all[at + 1]?.sign));
}

function isJoiner(sign: string, before: string | undefined, after: string | undefined): boolean {
  if (before === undefined || after === undefined) return false;
  if (joins.test(sign)) return isOwnSign(before) && isOwnSign(after);
  return sign === " " && isDigit(before) && isDigit(after);
}

function isDigit(sign: string): boolean {
  return sign >= "0" && sign <= "9";
}

/** The words of a question: what stands between signs that are no letters, digits or Chinese characters. Each stands there once. */
export function askedWords(question: string): readonly string[] {
  const words: string[] = [];
  for (const part of question.split(/\s+/u)) {
    let word = "";
    for (const { sign } of [...foldedSigns(part), { sign: " " }]) {
      if (isOwnSign(sign)) word += sign;
      else if (word !== "") words.push(word);
      if (!isOwnSign(sign)) word = "";
    }
  }
  return [...new Set(words)];
}
