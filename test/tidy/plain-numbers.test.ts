import { expect, test } from "vitest";
import { idleNumbers, plainNumbers } from "./plain-numbers.ts";
import { plant, repository } from "./tree.ts";

test("no number of a regulation stands in the code of duty", () => expect(plainNumbers(repository())).toEqual([]));
test("every number of the product that is allowed is used", () => expect(idleNumbers(repository())).toEqual([]));

test.each([
  ["export const longAfter = 1440;", "1440"],
  ["const dueAt = plusMinutes(endsAt, 30);", "30"],
  ["const near = minutes <= 24 * 60;", "24"],
])("%s is caught", (line, number) => {
  const path = "duty/absence/absence-kind.ts";
  expect(plainNumbers(plant({ [path]: line }))).toContain(`${path}:1 says ${number}`);
});

test("ranges of elements and of what is sent, the grammar and tests give numbers; counting to two is none", () => {
  const line = "export const most = 1440;";
  const files = [
    "grammar/limits.ts",
    "absence/absence-rule.ts",
    "absence/absence-shapes.ts",
    "absence/absence.test.ts",
  ];
  expect(plainNumbers(plant(Object.fromEntries(files.map((each) => [`duty/${each}`, line]))))).toEqual([]);
  expect(plainNumbers(plant({ "duty/absence/absence.ts": "const both = sides.size === 2;" }))).toEqual([]);
});
