import { expect, test } from "vitest";
import { inOwnDirection } from "./own-direction.ts";

test.each(["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"])(
  "a mark that turns round what follows has no place within a sentence: %j",
  (mark) => expect(inOwnDirection(`水泵${mark}停了`)).toBe("水泵停了"),
);

test.each(["مضخة", "משאבה"])("words from right to left keep to themselves: %s", (words) =>
  expect(inOwnDirection(`${words} 2`)).toBe(`\u2068${words} 2\u2069`),
);

test.each(["水泵 2 停了", "Pump 2 & <3>", ""])("all others stand as they were written: %j", (words) =>
  expect(inOwnDirection(words)).toBe(words),
);
