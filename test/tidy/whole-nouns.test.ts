import { expect, test } from "vitest";
import { acts, entryShapes, kinds, nouns, owedNames } from "#duty/nouns.ts";
import { repository } from "./tree.ts";
import { lacking, type PartlyNoun } from "./whole-nouns.ts";

const here = repository();

test.each(nouns.map((each) => [each.name, each] as const))("%s lacks nothing", (_, value) => {
  expect(lacking(value, here)).toEqual([]);
});

const PARTS = nouns.flatMap((value) =>
  Object.keys(value)
    .filter((part) => part !== "name" && !isEmpty(value[part as keyof typeof value]))
    .map((part) => [value.name, part] as const),
);

test.each(PARTS)("%s without its %s is noticed", (name, part) => {
  const whole = nouns.find((each) => each.name === name) as PartlyNoun;
  expect(lacking({ ...whole, [part]: undefined }, here)).not.toEqual([]);
});

test("one entry, act or name of a noun taken out is noticed", () => {
  for (const value of nouns) {
    for (const part of ["entries", "acts", "asks", "owed"] as const) {
      for (const key of Object.keys(value[part] ?? {})) {
        const { [key]: _, ...rest } = value[part] as Record<string, unknown>;
        expect(lacking({ ...value, [part]: rest } as PartlyNoun, here), `${value.name} without ${key}`).not.toEqual([]);
      }
    }
  }
});

test("a noun that is not in the list is noticed", () => {
  const folders = new Set(
    [...here.keys()].flatMap((path) => /^duty\/wiring\/([a-z-]+)-noun\.ts$/.exec(path)?.[1] ?? []),
  );
  expect([...folders].toSorted()).toEqual(nouns.map(({ name }) => name).toSorted());
});

test("the lists of the product are those of its nouns", () => {
  const count = (part: "acts" | "entries" | "owed") => nouns.flatMap((each) => Object.keys(each[part])).length;
  expect(Object.keys(acts)).toHaveLength(count("acts"));
  expect(Object.keys(entryShapes)).toHaveLength(count("entries"));
  expect(Object.keys(owedNames)).toHaveLength(count("owed"));
  expect(Object.keys(kinds)).toHaveLength(nouns.length - 1);
});

function isEmpty(part: unknown): boolean {
  return typeof part === "object" && part !== null && Object.keys(part).length === 0;
}
