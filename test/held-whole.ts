import type { RunnerTestSuite } from "vitest";

/** Whether every test of a file has run and held. */
export function heldWhole({ tasks }: RunnerTestSuite): boolean {
  return tasks.every((each) => (each.type === "suite" ? heldWhole(each) : each.result?.state === "pass"));
}
