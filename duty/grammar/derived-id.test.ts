import { expect, test } from "vitest";
import { z } from "zod";
import { derivedId } from "./derived-id.ts";

test("a name has one id, a UUID, and ten thousand names that are alike have as many", () => {
  const names = Array.from({ length: 10_000 }, (_, each) => `squad/2026-11-21/day/kit-${each}`);
  const ids = names.map(derivedId);
  expect(new Set(ids).size).toBe(names.length);
  expect(ids.filter((each) => !z.uuid().safeParse(each).success)).toEqual([]);
  expect(names.map(derivedId)).toEqual(ids);
});
