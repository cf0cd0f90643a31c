import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect } from "vitest";
import type { Refusal } from "#duty/grammar/decision.ts";
import { codesIn, type HeardPlace } from "./heard-refusals.ts";
import type { RefusalPlace } from "./refusal-places.ts";

/*
 * Set up for every unit test: writes down which refusals were given while it ran, with the names in their detail, and by which test, one
 * line for each and each file, and at which places of `duty/`. The last checks of the run (`test/refusals/*.test.ts`) read them.
 */

const folder = process.env.ZHIBAN_HEARD;
const heard = new Set<string>();
let unfounded: Refusal[] = [];

(globalThis as { hearRefusal?: (refusal: Refusal) => void }).hearRefusal = (refusal) => {
  const { testPath = "", currentTestName = "" } = expect.getState();
  if (refusal.rules.length === 0 || refusal.rules.some((each) => !/^[A-Z]{2,5}\d*-\d{2}$/.test(each)))
    unfounded.push(refusal);
  const keys = Object.keys(refusal.detail ?? {});
  const key = `${refusal.code} ${keys.join()} ${testPath}`;
  if (folder === undefined || currentTestName === "" || heard.has(key)) return;
  heard.add(key);
  keep("codes", { code: refusal.code, keys, file: testPath, test: currentTestName });
};

/** What the running test was heard at already. */
let ofTest = "";
const askedAlready = new Set<RefusalPlace>();

(globalThis as { hearPlace?: (places: readonly RefusalPlace[], value: unknown) => void }).hearPlace = (
  places,
  value,
) => {
  const codes = codesIn(value);
  if (folder === undefined || codes.length === 0) return;
  const { testPath = "", currentTestName = "" } = expect.getState();
  if (ofTest !== currentTestName) askedAlready.clear();
  ofTest = currentTestName;
  for (const place of places) {
    const { name, code, asks } = place;
    if (ofTest === "" || askedAlready.has(place) || (code !== undefined && !codes.includes(code))) continue;
    askedAlready.add(place);
    const line: HeardPlace = { name, ...(asks === undefined ? {} : { asks }), file: testPath, test: currentTestName };
    keep("places", isByChance() ? { ...line, byChance: true } : line);
  }
};

/** Whether a property asks, with what it has drawn: the next run may draw nothing of the kind. */
function isByChance(): boolean {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 200;
  const { stack = "" } = new Error("where are we?");
  Error.stackTraceLimit = before;
  return stack.includes("/fast-check/");
}

function keep(what: "codes" | "places", line: object): void {
  if (folder !== undefined) appendFileSync(join(folder, `${what}-${process.pid}.jsonl`), `${JSON.stringify(line)}\n`);
}

afterEach(() => {
  const without = unfounded;
  unfounded = [];
  expect(without, "a refusal names the rules that forbid it").toEqual([]);
});
