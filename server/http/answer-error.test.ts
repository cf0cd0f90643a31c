import { expect, test } from "vitest";
import { z } from "zod";
import { problemOfShape } from "./answer-error.ts";

test("of a name that nobody asked for its beginning is told back, not all of it", () => {
  const { error } = z.strictObject({ text: z.string() }).safeParse({ text: "a", [`x${"y".repeat(900_000)}`]: 1 });
  const { about } = problemOfShape(error as z.ZodError);
  expect(about.field).toBe(`x${"y".repeat(119)}`);
  expect(about.issues).toEqual([{ field: about.field, code: "unknown" }]);
});

test("of many things wrong the first fifty are told", () => {
  const unknown = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`x${index}`, 1]));
  const { error } = z.strictObject({}).safeParse(unknown);
  const { issues } = problemOfShape(error as z.ZodError).about;
  expect(issues).toHaveLength(50);
  expect(issues?.map(({ field }) => field)).toEqual(Array.from({ length: 50 }, (_, index) => `x${index}`));
});
