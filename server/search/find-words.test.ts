import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { findWords, markWords } from "./find-words.ts";
import { askedWords, foldedSigns } from "./folded-text.ts";
import { tokensOfText, tokensOfWord } from "./word-tokens.ts";

const told = (text: string, words: readonly string[]) =>
  markWords(text, words).map(({ from, until }) => text.slice(from, until));

test.each([
  ["消防泵房", "巡视消防泵房正常", ["消防泵房"]],
  ["泵", "消防泵房", ["泵"]],
  ["沪a12345", "车辆沪A·12345，东门", ["沪A·12345"]],
  ["2345", "车辆沪A·12345", ["2345"]],
  ["13800001234", "电话138-0000 1234。", ["138-0000 1234"]],
  ["zjg", "周建国到岗", ["周建国"]],
  ["ＺＪＧ", "周建国到岗", ["周建国"]],
  ["cq", "重庆来客", ["重庆"]],
  ["cafe", "Café 开门", ["Café"]],
  ["b1", "Ｂ１ 层", ["Ｂ１"]],
  ["电梯 停", "电梯停，停梯", ["电梯停", "停梯"].flatMap((each) => (each === "停梯" ? ["停"] : [each]))],
])("%s is found in %s", (question, text, marked) => {
  const words = askedWords(question);
  expect(findWords(text, words) !== undefined).toBe(true);
  expect(told(text, words)).toEqual(marked);
});

test.each([
  ["建周", "周建国"],
  ["国到", "周建国。到岗"],
  ["jg", "建、国"],
  ["z", "周建国"],
  ["zjg1", "周建国"],
  ["a1 b2", "a1 到"],
  ["12", "1 到 2"],
])("%s is not found in %s", (question, text) => {
  expect(findWords(text, askedWords(question))).toBeUndefined();
});

test("a question is taken apart where its signs are no letters, digits or characters, each word once", () => {
  expect(askedWords(" 电梯，故障 电梯  沪A·12345（东门）")).toEqual(["电梯", "故障", "沪a12345", "东门"]);
  expect(askedWords("，。 · —")).toEqual([]);
});

const written = fc.string({
  unit: fc.constantFrom(...[..."消防泵房周建国重庆电梯停Aa1B2c3 ，。·-é𠮷行长乐"]),
  maxLength: 40,
});

test("every part of a text that is a word is found, by its tokens too, and marked within the text", () => {
  fc.assert(
    fc.property(written, fc.nat(), fc.nat(), (text, from, length) => {
      const signs = foldedSigns(text);
      const part = signs.slice(from % (signs.length + 1)).slice(0, 1 + (length % 8));
      const words = askedWords(part.map(({ sign }) => sign).join(""));
      const tokens = tokensOfText(text);
      for (const word of words) expect([...tokensOfWord(word)].filter((token) => !tokens.has(token))).toEqual([]);
      expect(findWords(text, words) !== undefined).toBe(true);
      for (const mark of markWords(text, words)) expect(mark.from < mark.until && mark.until <= text.length).toBe(true);
    }),
    { seed: freshSeed() },
  );
});

test("what is found has the tokens of its word: the index leaves nothing out that the eye would find", () => {
  fc.assert(
    fc.property(written, written, (text, question) => {
      const words = askedWords(question);
      if (words.length === 0 || !findWords(text, words)) return;
      const tokens = tokensOfText(text);
      expect(words.flatMap((word) => [...tokensOfWord(word)]).filter((token) => !tokens.has(token))).toEqual([]);
    }),
    { seed: freshSeed(), numRuns: 2000 },
  );
});

test("initials are found by their tokens as they are by the eye", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."周建国重庆行长乐东门"), minLength: 2, maxLength: 12 }),
      fc.nat(),
      fc.integer({ min: 2, max: 5 }),
      (text, from, length) => {
        const all = [...tokensOfText(text)].filter((token) => /^[a-z]{2}$/.test(token));
        const start = all[from % all.length] ?? "";
        const word =
          all
            .filter((token) => token.startsWith(start.slice(-1)))[0]
            ?.slice(1)
            .padStart(length, start) ?? "";
        if (!findWords(text, [word])) return;
        const tokens = tokensOfText(text);
        expect([...tokensOfWord(word)].filter((token) => !tokens.has(token))).toEqual([]);
      },
    ),
    { seed: freshSeed() },
  );
});
