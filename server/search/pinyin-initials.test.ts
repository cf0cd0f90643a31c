import fc from "fast-check";
import { pinyin } from "pinyin-pro";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { initialsOf } from "./pinyin-initials.ts";

const inWords = (row: string) => pinyin(row, { pattern: "first", toneType: "none", type: "array" });

/** Words with a character that is read in two ways, and some with none. */
const words = [
  "重庆",
  "重量",
  "行长",
  "例行",
  "银行",
  "校长",
  "长廊",
  "会计",
  "会议",
  "单于",
  "大堂",
  "电梯",
  "漏水",
  "张伟",
  "调查",
  "空调",
];

test("a row is read as its words are, the first time and whenever it is met again", () => {
  const rows = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 30 }).map((each) => each.join(""));
  fc.assert(
    fc.property(rows, (row) => {
      const read = inWords(row);
      for (const _ of ["first", "again"]) expect(initialsOf([...row])).toEqual(read);
    }),
    { seed: freshSeed() },
  );
});

test("what is read in one way only needs no words, and what has no reading has no initial", () => {
  expect(initialsOf([..."大堂漏水"])).toEqual([..."dtls"]);
  expect(initialsOf([..."重庆行长"])).toEqual([..."cqhz"]);
  expect(initialsOf(["\u{20000}", "大"])).toEqual(expect.arrayContaining(["d"]));
});
