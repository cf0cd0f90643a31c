/** Where a text cannot be what its author wrote, and what to do: lines and columns count from 1, the words are one line in two languages. */
export interface Spoiled {
  readonly line: number;
  readonly column: number;
  readonly what: string;
}

const mark = "\ufeff";

/**
 * The text of a file that others wrote. Only UTF-8 is read, and nothing is guessed: a text that people are bound by must not be shown with
 * characters that nobody wrote. Other encodings in use here are named, so that the author knows what to do.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string } | Spoiled {
  const wide = utf16Of(bytes);
  if (wide) return { line: 1, column: 1, what: otherEncoding(wide) };
  const text = decoded(bytes, "utf-8");
  if (text === undefined) return { ...placeOfFirstBad(bytes), what: otherEncoding(gb18030Of(bytes)) };
  return spoiledIn(text) ?? { text: text.startsWith(mark) ? text.slice(1) : text };
}

/** The first character of a text that cannot be kept or that stands where another was lost; undefined where there is none. */
export function spoiledIn(text: string): Spoiled | undefined {
  const at = text.search(/[\0\ufffd\p{Cs}]/u);
  if (at < 0) return undefined;
  const before = text.slice(0, at).split("\n");
  const place = { line: before.length, column: [...(before.at(-1) ?? "")].filter((each) => each !== mark).length + 1 };
  if (text[at] === "\0")
    return { ...place, what: "这里有空字符 NUL，请删去。A NUL character stands here: take it out." };
  if (text[at] !== "\ufffd")
    return { ...place, what: "这里有半个字符，请重新输入。Half a character stands here: write it again." };
  return {
    ...place,
    what: "这里的字已丢失，只剩 U+FFFD：请从原文另存为 UTF-8。A character was lost here and U+FFFD is left of it: save the original as UTF-8.",
  };
}

function otherEncoding(name: string | undefined): string {
  return name === undefined
    ? "这里不是 UTF-8，请把文件另存为 UTF-8。This is no UTF-8: save the file as UTF-8."
    : `文件是 ${name} 编码，请另存为 UTF-8。The file is in ${name}: save it as UTF-8.`;
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** UTF-16 by its mark, or by line ends that are half NUL; no text of ours holds NUL otherwise. */
function utf16Of(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return "UTF-16";
  if (!bytes.includes(0) || bytes.length % 2 === 1) return undefined;
  const isText = (text: string | undefined) => text?.includes("\n") && spoiledIn(text) === undefined;
  return ["utf-16le", "utf-16be"].some((encoding) => isText(decoded(bytes, encoding))) ? "UTF-16" : undefined;
}

/** What GB18030 makes of the bytes is Chinese where they are in it; of most other bytes it makes rare characters, or nothing. */
function gb18030Of(bytes: Uint8Array): string | undefined {
  const beyond = decoded(bytes, "gb18030")?.match(/[^\0-\x7f]/gu) ?? [];
  const usual = beyond.filter((each) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef‘’“”…—·]/.test(each));
  return beyond.length > 0 && usual.length > 0.8 * beyond.length ? "GB18030 (GBK)" : undefined;
}

/** A line end is never part of a longer character in UTF-8, so each line is right or wrong by itself. */
function placeOfFirstBad(bytes: Uint8Array): { line: number; column: number } {
  let begin = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, begin);
    const own = bytes.subarray(begin, end < 0 ? undefined : end);
    if (end < 0 || decoded(own, "utf-8") === undefined) {
      // What cannot be read becomes U+FFFD here, and only to count the characters before it.
      const before = new TextDecoder("utf-8").decode(own).split("\ufffd", 1)[0] ?? "";
      return { line, column: [...before].length + 1 };
    }
    begin = end + 1;
  }
}
