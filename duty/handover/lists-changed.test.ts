import { expect, test } from "vitest";
import { rule } from "#test/handover-story.ts";
import { areListsChanged, listsChanged } from "./lists-changed.ts";

const radio = { item: "radio", expected: 2 };
const form = { kit: [radio], books: ["visitors"] };

test.each([
  ["an item more", { kit: [radio, { item: "baton", expected: 2 }] }, ["handover.kit-changed-since"]],
  ["an item less", { kit: [] }, ["handover.kit-changed-since"]],
  ["another number", { kit: [{ ...radio, expected: 3 }] }, ["handover.kit-changed-since"]],
  ["a book more", { books: ["visitors", "keys"] }, ["handover.books-changed-since"]],
  ["a book less", { books: [] }, ["handover.books-changed-since"]],
  ["nothing", {}, []],
])("%s by the set-up hinders, each with its rules", (_, changed, codes) => {
  const now = { ...form, ...changed };
  const told = listsChanged(form, now, rule);
  expect(told.map(({ code }) => code)).toEqual(codes);
  expect(told.every(({ rules }) => rules.includes("ZB-31"))).toBe(true);
  expect(areListsChanged(form, now)).toBe(codes.length > 0);
});
