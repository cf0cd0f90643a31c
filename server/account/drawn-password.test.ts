import { expect, test } from "vitest";
import { randomPassword } from "./account.ts";

test("a password that nobody has chosen is three times four letters that are not mistaken for each other, and another one each time", () => {
  const drawn = Array.from({ length: 200 }, () => randomPassword());
  expect(drawn.filter((each) => !/^[a-hj-km-np-z2-9]{4}(?:-[a-hj-km-np-z2-9]{4}){2}$/.test(each))).toEqual([]);
  expect(new Set(drawn).size).toBe(drawn.length);
});
