import { expect, test } from "vitest";
import { checkCodeOf } from "./check-code.ts";

test("a check code is the first sixteen digits of the hash, in fours, as the archive prints them", () => {
  expect(checkCodeOf("0123456789abcdef0123456789abcdef")).toBe("0123-4567-89AB-CDEF");
});
