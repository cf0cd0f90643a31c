import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect } from "vitest";
import type { Refusal } from "#duty/grammar/decision.ts";

/*
 * Set up for every unit test: writes down which refusals were given while it ran, with the names in their detail, and by which test, one
 * line for each and each file. The last checks of the run (`test/refusals/every-refusal.test.ts`, `refusal-words.test.ts`) read them.
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
  const line = JSON.stringify({ code: refusal.code, keys, file: testPath, test: currentTestName });
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${line}\n`);
};

afterEach(() => {
  const without = unfounded;
  unfounded = [];
  expect(without, "a refusal names the rules that forbid it").toEqual([]);
});
