import { expect, test } from "vitest";
import { plant, repository } from "../tidy/tree.ts";
import { heardRefusals } from "./heard-refusals.ts";
import { spelledCodes } from "./spelled-codes.ts";

/*
 * The last check of a run: it begins when every unit test is over. A refusal counts as seen only where a test made `duty/` give it; that
 * its code stands in some test is not enough.
 */

/** The codes that the unit tests of this run were refused with. */
function heardCodes(): ReadonlySet<string> {
  return new Set(heardRefusals().map(({ code }) => code));
}

/** Codes that nobody was refused with, each with the file that can refuse. */
function unseen(codes: readonly { code: string; path: string }[], heard: ReadonlySet<string>): string[] {
  return codes
    .filter(({ code }) => !heard.has(code))
    .map(({ code, path }) => `${path} can refuse with ${code}, and no test sees it`);
}

test("every refusal that duty can give was given in this run", () => {
  const { codes } = spelledCodes(repository());
  expect(codes.length).toBeGreaterThan(50);
  expect(unseen(codes, heardCodes())).toEqual([]);
});

test("every code of a refusal is spelled out where it is made", () => {
  expect(spelledCodes(repository()).dark).toEqual([]);
});

test("a refusal that no test was given is caught, wherever its code stands", () => {
  const { codes, dark } = spelledCodes(
    plant({
      "duty/log/log.ts": 'const shut = () => refuse("log.closed", ["ZB-01"], { field: "line" });',
      "duty/log/page.ts":
        'const why = late ? refuse(full ? "log.full" : "log.late", []) : { code: "log.torn", field };',
      "duty/log/book.ts":
        'function lost(code: string, what: Cited) { return refuse(code, what.cites); }\nlost("log.lost", rule);',
      "duty/log/dark.ts": "const dark = () => refuse(`log.$" + "{why}`, []);",
      "duty/log/log.test.ts": 'expect(told).toEqual({ refused: "log.torn" }); refuse("log.test", []);',
    }),
  );
  expect(codes.map(({ code }) => code)).toEqual(["log.closed", "log.full", "log.late", "log.torn", "log.lost"]);
  expect(dark).toEqual(["duty/log/dark.ts: `log.$" + "{why}` is not spelled out"]);
  expect(unseen(codes, new Set(["log.closed", "log.full", "log.late", "log.lost"]))).toEqual([
    "duty/log/page.ts can refuse with log.torn, and no test sees it",
  ]);
});
