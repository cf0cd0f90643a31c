import { expect, test } from "vitest";
import { Composer } from "./composition.ts";

const adopted = (number: number) => ({ hash: `hash ${number}`, text: `{ "number": ${number} }` });

test("a text is read once and remembered with two thousand others; then all are forgotten, and what it says stays", () => {
  const composer = new Composer(() => ({}));
  const first = composer.textOf(adopted(1));
  for (let number = 2; number <= 2000; number += 1) composer.textOf(adopted(number));
  expect(composer.textOf(adopted(2000))).toEqual({ number: 2000 });
  const again = composer.textOf(adopted(1));
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});

test("so is what was composed", () => {
  const composer = new Composer(() => ({}));
  const first = composer.compose("noun 1", []);
  expect(composer.compose("noun 1", [])).toBe(first);
  for (let number = 2; number <= 2001; number += 1) composer.compose(`noun ${number}`, []);
  expect(composer.compose("noun 1", [])).not.toBe(first);
  expect(composer.compose("noun 1", [])).toEqual(first);
});
