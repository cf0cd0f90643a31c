import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText } from "./text-file.ts";

const rules = "rules:\n  - id: KIT-01\n    zh: 离开前关闭燃气。\n    en: The gas is off before leaving.\n";

/** Bytes of another encoding that Node can read and not write: each character by looking it up. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const bytesOf = (char: string) => {
    if (char < "\x80") return [char.charCodeAt(0)];
    for (let high = 0x81; high < 0xff; high++)
      for (let low = 0x40; low < 0xff; low++) if (decoder.decode(Uint8Array.of(high, low)) === char) return [high, low];
    throw new Error(`${encoding} has no ${char}`);
  };
  return Uint8Array.from([...text].flatMap(bytesOf));
}

function utf16(text: string, { big = false, mark = true } = {}): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, "utf16le");
  return big ? bytes.swap16() : bytes;
}

function fault(bytes: Uint8Array) {
  const read = decodeText(bytes);
  if (!("what" in read)) throw new Error("it was read");
  return { place: [read.line, read.column], what: read.what };
}

describe("the bytes of a file that others wrote", () => {
  test("are read as UTF-8, with or without a mark, whatever they say", () => {
    const character = fc
      .oneof(
        fc.integer({ min: 1, max: 0x7f }),
        fc.integer({ min: 0x4e00, max: 0x9fff }),
        fc.integer({ min: 1, max: 0x10ffff }),
      )
      .map((point) => String.fromCodePoint(point))
      .filter((each) => !/[\p{Cs}\ufffd\ufeff]/u.test(each));
    fc.assert(
      fc.property(fc.string({ unit: character }), fc.boolean(), (text, marked) => {
        expect(decodeText(Buffer.from((marked ? "\ufeff" : "") + text))).toEqual({ text });
      }),
    );
  });

  test.each([
    ["GBK", encoded(rules, "gb18030"), "GB18030"],
    ["UTF-16", utf16(rules), "UTF-16"],
    ["UTF-16, the other way round", utf16(rules, { big: true }), "UTF-16"],
    ["UTF-16 without a mark", utf16(rules, { mark: false }), "UTF-16"],
    ["UTF-16 without a mark, the other way round", utf16(rules, { big: true, mark: false }), "UTF-16"],
  ])("in %s are told from it and named", (_, bytes, name) => {
    const { what } = fault(bytes);
    expect(what).toContain(name);
    expect(what).toContain("UTF-8");
    expect(what).not.toContain("\n");
  });

  test("in GBK are refused where the first one stands that is no UTF-8", () => {
    expect(fault(encoded(rules, "gb18030")).place).toEqual([3, 9]);
  });

  test.each([
    ["a byte that begins nothing", [0xff], "UTF-8"],
    ["half a character", [0xe5, 0xb2], "UTF-8"],
    ["a character spelled too long", [0xc0, 0xaf], "UTF-8"],
    ["half a surrogate pair", [0xed, 0xa0, 0x80], "UTF-8"],
    ["NUL", [0], "NUL"],
    ["what is left of a lost character", [0xef, 0xbf, 0xbd], "U+FFFD"],
  ])("are refused for %s, with its place", (_, bytes, name) => {
    const file = Buffer.concat([Buffer.from("id: 值班\nzh: 好"), Uint8Array.from(bytes), Buffer.from("。\n")]);
    const { place, what } = fault(file);
    expect(place).toEqual([2, 6]);
    expect(what).toContain(name);
  });
});
