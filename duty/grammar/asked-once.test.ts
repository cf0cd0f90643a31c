import { expect, test } from "vitest";
import { askedOnce, type Question, type Reader } from "./question.ts";

const readerOf = (version: number): Reader => ({
  stream: () => ({ version }) as never,
  outstanding: () => [],
});
const key = { site: "site", noun: "lamp", id: "a" };

/** What was looked at, in order. */
function counted(more: Partial<Question<number>> = {}) {
  const looks: string[] = [];
  const question: Question<number> = {
    streams: [key],
    answer: (reader) => {
      looks.push("answer");
      return reader.stream(key).version;
    },
    ...more,
  };
  return { looks, question };
}

test("whoever reads is answered once, somebody else anew", () => {
  const { looks, question } = counted();
  const once = askedOnce(question);
  const [first, second] = [readerOf(1), readerOf(2)];
  expect([once.answer(first), once.answer(first), once.answer(second), once.answer(first)]).toEqual([1, 1, 2, 1]);
  expect(looks).toEqual(["answer", "answer"]);
  expect(once.streams).toEqual([key]);
});

test("an answer that is nothing is an answer", () => {
  let asked = 0;
  const once = askedOnce({
    answer: () => {
      asked += 1;
      return undefined;
    },
  });
  const reader = readerOf(1);
  expect([once.answer(reader), once.answer(reader)]).toEqual([undefined, undefined]);
  expect(asked).toBe(1);
});

test("what it must look at further is asked once as well, before the answer and apart from it", () => {
  const looks: string[] = [];
  const { question } = counted({
    further: () => {
      looks.push("further");
      return [key];
    },
  });
  const once = askedOnce(question);
  const reader = readerOf(3);
  expect([once.further?.(reader), once.further?.(reader), once.answer(reader)]).toEqual([[key], [key], 3]);
  expect(looks).toEqual(["further"]);
  expect(askedOnce(counted().question).further).toBeUndefined();
});
