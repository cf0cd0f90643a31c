import { expect, test } from "vitest";
import { codeParts, lossyText } from "./lost-code.ts";
import { readPacks } from "./published.ts";

const house = readPacks("regulations").published.find(({ id }) => id === "zhiban-house");

test("every rule that the code cites where it refuses is a rule of the house", () => {
  const known = house?.adopted.rules.map(({ id }) => id);
  expect(codeParts("ZB").flatMap(({ cites }) => cites.filter((id) => !known?.includes(id)))).toEqual([]);
});

test("what is built in is found where it stands, by what it refuses", () => {
  expect(codeParts("ZB")).toContainEqual({
    name: "duty/handover/sign-handover.ts#handover.changed-since",
    cites: ["ZB-03"],
    loss: "the refusal is lost",
  });
});

const lost = (name: string) => `globalThis.lostPartOfCode === "duty/book.ts#${name}"`;

test.each([
  [
    "a refusal as a statement is passed over",
    '  if (full(a, ")")) return refuse("book.full", ["ZB-01"], { field: "a" });',
    `  if (full(a, ")")) if (!(${lost("book.full")})) return refuse("book.full", ["ZB-01"], { field: "a" });`,
  ],
  [
    "a refusal within an expression becomes nothing",
    '  return full ? refuse("book.full", ["ZB-01"]) : undefined;',
    `  return full ? (${lost("book.full")} ? undefined : refuse("book.full", ["ZB-01"])) : undefined;`,
  ],
  [
    "rules that are named further up are found",
    '  const cites = [...more, "ZB-01"];\n  return refuse("book.full", cites);',
    `  const cites = [...more, "ZB-01"];\n  if (!(${lost("book.full")})) return refuse("book.full", cites);`,
  ],
  [
    "a citation in a comment is nothing",
    '  // return refuse("book.full", ["ZB-01"]);',
    '  // return refuse("book.full", ["ZB-01"]);',
  ],
  [
    "a refusal for another text is none of ours",
    '  return refuse("book.full", ["GPH-01"]);',
    '  return refuse("book.full", ["GPH-01"]);',
  ],
])("%s", (_, text, lossy) => {
  expect(lossyText("duty/book.ts", text, "ZB")).toBe(lossy);
});

test("an answer that is said to be about a rule is turned round", () => {
  const text =
    "/** Whether it is full (ZB-01). */\nexport function isFull(book: Book): boolean {\n  return book.full;\n}";
  const lossy = lossyText("duty/book.ts", text, "ZB");
  expect(lossy).toContain(`return (${lost("isFull")}) !== isFullKept(...all); }`);
  expect(lossy).toContain("function isFullKept(book: Book): boolean {\n  return book.full;");
});
