import { expect, test } from "vitest";
import { doubledComments, unknownThrows } from "./doc-comments.ts";
import { plant, repository } from "./tree.ts";

test("whatever is said to be thrown by name can be caught by that name", () => {
  expect(unknownThrows(repository())).toEqual([]);
});

const path = "server/keys/lost-keys.ts";
const told = (name: string) => `${path} says that it throws ${name}, and no class of that name is exported`;

test.each([
  [
    "a class that was renamed",
    "/** @throws KeyProblem where it is lost */\nexport class KeyError extends Error {}",
    "KeyProblem",
  ],
  [
    "a class that nobody else can name",
    "/** @throws KeyError where it is lost */\nclass KeyError extends Error {}",
    "KeyError",
  ],
  ["a name in braces", "/** @throws {KeyProblem} where it is lost */", "KeyProblem"],
  ["the last of several", "/** @throws Error, KeyProblem where it is lost */", "KeyProblem"],
  ["a name in a sentence", "/** Opens. Throws `KeyProblem` where it is lost. */", "KeyProblem"],
  [
    "a type, which nobody can catch",
    "export interface KeyError {}\n/** @throws KeyError where it is lost */",
    "KeyError",
  ],
])("%s is caught", (_, text, name) => {
  expect(unknownThrows(plant({ [path]: text }))).toEqual([told(name)]);
});

test("a class of another file, one of the language itself and a sentence are none of these", () => {
  const text =
    "/** @throws KeyError where it is lost; @throws Error where it is not, @throws whatever `send` throws */";
  const elsewhere = { "server/keys/key-error.ts": "export class KeyError extends Error {}" };
  expect(unknownThrows(plant({ [path]: text, ...elsewhere }))).toEqual([]);
});

test("no comment on a name stands above another comment", () => {
  expect(doubledComments(repository())).toEqual([]);
});

test.each([
  ["one line above one line", "/** One. */\n/** Two. */\nexport const keys = 1;", 1],
  ["several lines above one", "const a = 1;\n/**\n * One.\n */\n/** Two. */\nexport const keys = a;", 2],
  ["within a type", "interface Keys {\n  /** One. */\n  /** Two. */\n  a: 1;\n}", 2],
])("%s is caught", (_, text, line) => {
  expect(doubledComments(plant({ [path]: text }))).toEqual([
    `${path}:${line} a comment on a name is followed by another one`,
  ]);
});

test("a comment on a file, on each of two names, and one with a blank line after it are none of these", () => {
  const text = "/* The file. */\n\n/** One. */\nconst a = 1;\n/** Two. */\nexport const keys = a;";
  expect(doubledComments(plant({ [path]: text }))).toEqual([]);
});
