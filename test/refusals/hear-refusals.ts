import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect } from "vitest";
import type { Refusal } from "#duty/grammar/decision.ts";

/*
 * Set up for every unit test: writes down which refusals were given while it ran, and by which test, one line for each code and file. The
 * last check of the run (`test/refusals/every-refusal.test.ts`) reads them.
 */

const folder = process.env.ZHIBAN_HEARD;
const heard = new Set<string>();
let unfounded: Refusal[] = [];

(globalThis as { hearRefusal?: (refusal: Refusal) => void }).hearRefusal = (refusal) => {
  const { testPath = "", currentTestName = "" } = expect.getState();
  if (refusal.rules.length === 0 || refusal.rules.some((each) => !/^[A-Z]{2,5}\d*-\d{2}$/.test(each)))
    unfounded.push(refusal);
  const key = `${refusal.code} ${testPath}`;
  if (folder === undefined || currentTestName === "" || heard.has(key)) return;
  heard.add(key);
  const line = JSON.stringify({ code: refusal.code, file: testPath, test: currentTestName });
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${line}\n`);
};

afterEach(() => {
  const without = unfounded;
  unfounded = [];
  expect(without, "a refusal names the rules that forbid it").toEqual([]);
});
