import { expect, test } from "vitest";
import { toldError, toldLines } from "./told-error.ts";

const secret = "CANARY";

function ofPostgres(code: string, message: string): Error {
  const about = { detail: `Failing row contains (${secret})`, where: secret, query: secret, table_name: "account" };
  return Object.assign(new Error(message), { code, ...about });
}

test("an error is told by its type, its code, its message and its place, and PostgreSQL's by its table", () => {
  const told = toldError(ofPostgres("23514", "new row violates check constraint"));
  expect(told).toMatchObject({
    type: "Error",
    code: "23514",
    message: "new row violates check constraint",
    table: "account",
  });
  expect(told.stack).toContain("told-error.test.ts");
  expect(JSON.stringify(told)).not.toContain(secret);
});

test.each([
  ["a value that PostgreSQL could not read", ofPostgres("22P02", `invalid input syntax for type integer: "${secret}"`)],
  ["a text that is no JSON", new SyntaxError(`Unexpected token 'C', "${secret}" is not valid JSON`)],
  ["a cause", new Error("it broke", { cause: ofPostgres("22P02", `invalid: "${secret}"\n    at ${secret}`) })],
  ["what was thrown and is no error", secret],
])("%s is not spelled", (_, error) => {
  expect(JSON.stringify(toldError(error))).not.toContain(secret);
  expect(toldLines(error)).not.toContain(secret);
});

test("a cause is told after what it brought about", () => {
  const cause = ofPostgres("42501", "permission denied for table entry");
  const lines = toldLines(new TypeError("it broke", { cause }));
  expect(lines).toMatch(/^TypeError: it broke\n/);
  expect(lines).toContain("\nbecause of Error 42501: permission denied for table entry\n");
});
