import { describe, expect, test } from "vitest";
import { sameClaims } from "./same-claims.ts";
import { plant, repository } from "./tree.ts";

test("no claim compares a value with itself by way of names", () => expect(sameClaims(repository())).toEqual([]));

const found = (body: string) =>
  sameClaims(plant({ "duty/log/log.test.ts": `test("it holds", async () => { ${body} });` }));
/* In parts, as they would be offences of this very file. */
const holds = (asked: string) => `expect(${asked})`;

describe("a claim that compares a value with itself is caught", () => {
  test.each([
    ["under one name", `const a = run(); ${holds("a")}.toEqual(a);`],
    ["under two names", `const a = run(); const b = a; act(); ${holds("b")}.toBe(a);`],
    [
      "under three names, as another type",
      `const a = run(); const b = a as never; const c = b!; ${holds("c")}.toStrictEqual(a);`,
    ],
    ["taken apart", `const page = run(); const { lines } = page; ${holds("lines")}.toEqual(page.lines);`],
    [
      "taken apart twice",
      `const page = run(); const { lines } = page; const { lines: same } = page; ${holds("same")}.toEqual(lines);`,
    ],
    [
      "taken apart from a list",
      `const rows = await run(); const [first1] = rows; ${holds("first1")}.toEqual(rows[0]);`,
    ],
    [
      "by the same call with the same arguments",
      `const expected = counted(rows); ${holds("counted(rows)")}.toEqual(expected);`,
    ],
    [
      "by one call each",
      `const told = counted(rows); const expected = counted(rows); ${holds("told")}.toEqual(expected);`,
    ],
    [
      "by the same call, whose arguments are named",
      `const all = rows; const expected = counted(all); ${holds("await counted(rows)")}.toEqual(expected);`,
    ],
    [
      "by the same chain",
      `const expected = rows.map((row) => row.id); ${holds("rows.map((row) => row.id)")}.toEqual(expected);`,
    ],
    ["within a list", `const a = run(); const b = a; ${holds("[a.one, a.two]")}.toEqual([b.one, b.two]);`],
    ["as a plain value", `const most = 50; act(); ${holds("most")}.toBe(50);`],
    ["in words", `const a = run(); const b = a; ${holds("a === b")}.toBe(true);`],
    ["in words, in depth", `const a = run(); const b = a; ${holds("isDeepStrictEqual(a, b)")}.toBe(true);`],
    ["as a bound", `const least = rows.length; ${holds("rows.length")}.toBeGreaterThanOrEqual(least);`],
    ["of a whole and itself", `const all = await run(); const some = all; ${holds("all")}.toMatchObject(some);`],
    ["later", `const a = run(); const b = a; await ${holds("a")}.resolves.toBe(b);`],
  ])("%s", (_, body) => expect(found(body)).toEqual(["duty/log/log.test.ts:1 compares a value with itself"]));
});

describe("what may come to something else is not", () => {
  test.each([
    [
      "what was done in between",
      `const before = await counted(rows); await act(); ${holds("await counted(rows)")}.toEqual(before);`,
    ],
    ["what was written in between", `const size = rows.length; rows[3] = 1; ${holds("rows.length")}.toBe(size);`],
    ["what another call comes to", `const expected = counted(rows); ${holds("told(rows)")}.toEqual(expected);`],
    [
      "what other arguments come to",
      `const expected = counted(rows, 1); ${holds("counted(rows, 2)")}.toEqual(expected);`,
    ],
    ["that it is another", `const a = run(); const b = a; ${holds("a")}.not.toBe(b);`],
    ["what changes", `let a = run(); const b = a; a = act(); ${holds("a")}.toBe(b);`],
    [
      "what is called alike elsewhere",
      `const rows1 = run(); rows1.map((b) => { const a = b; ${holds("a")}.toBe(rows1); });`,
    ],
    ["that asking twice comes to the same", `const first = counted(rows); ${holds("counted(rows)")}.toBe(first);`],
    ["what the compiler reckons", `const is: A extends B ? true : false = true; ${holds("is")}.toBe(true);`],
    ["other parts", `const { one, two } = run(); ${holds("one")}.toBe(two);`],
  ])("%s", (_, body) => expect(found(body)).toEqual([]));
});
