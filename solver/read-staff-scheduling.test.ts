import { expect, test } from "vitest";
import { problemErrors } from "./problem-errors.ts";
import { readStaffScheduling } from "./read-staff-scheduling.ts";

const text = `# a comment
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
A,E=7|L=2,2400,960,5,2,2,1
B,E=0|L=7,2400,960,5,2,2,1

SECTION_DAYS_OFF
A,0
SECTION_SHIFT_ON_REQUESTS
B,1,L,3
SECTION_SHIFT_OFF_REQUESTS
A,4,E,2
SECTION_COVER
0,L,1,100,1
`;

function errors(changed: string) {
  const read = readStaffScheduling(changed, "x");
  return "errors" in read ? read.errors : [];
}

test("reads every section, with LF and CRLF", () => {
  for (const ends of [text, text.replaceAll("\n", "\r\n")]) {
    const read = readStaffScheduling(ends, "x");
    if (!("problem" in read)) throw new Error(JSON.stringify(read.errors));
    expect(problemErrors(read.problem)).toEqual([]);
    expect(read.problem.days).toBe(7);
    expect(read.problem.people.map(({ id }) => id)).toEqual(["A", "B"]);
    expect(read.problem.constraints.map(({ kind }) => kind).sort()).toEqual(
      [
        "succession",
        "count",
        "forbidden",
        "forbidden",
        "wish",
        "wish",
        ...["minutes", "run", "run", "weekends"],
        ...["minutes", "run", "run", "weekends"],
      ].sort(),
    );
    expect(read.problem.demands).toHaveLength(1);
  }
});

test("says the line of what is wrong", () => {
  expect(errors(text.replace("A,0", "A,7"))).toEqual([{ line: 14, what: "day 7 lies outside the horizon of 7 days" }]);
  expect(errors(text.replace("B,1,L,3", "C,1,L,3"))).toEqual([{ line: 16, what: 'there is no person "C"' }]);
  expect(errors(text.replace("L,480,E", "L,480,X"))).toEqual([{ line: 7, what: 'there is no shift "X"' }]);
  expect(errors(text.replace("0,L,1,100,1", "0,L,1,100"))).toEqual([
    { line: 20, what: "expected day, shift, required, under, over, found 4 fields" },
  ]);
  expect(errors("nonsense")[0]).toEqual({ line: 1, what: "text before the first section" });
});

test("a section that is missing is named", () => {
  expect(errors("SECTION_HORIZON\n7\n").map(({ what }) => what)).toEqual([
    "SECTION_SHIFTS is missing",
    "SECTION_STAFF is missing",
  ]);
});

test("a horizon that nobody could search is refused on its line, before anything is made of that length", () => {
  const horizon = (days: string) => text.replace("\n7\n", `\n${days}\n`);
  expect(errors(horizon("999999999"))).toEqual([
    { line: 3, what: "the horizon has 999999999 days; at most 400 are possible: cut it up" },
  ]);
  expect(errors(horizon("401"))).toHaveLength(1);
  expect(errors(horizon("400"))).toEqual([]);
  expect(errors(horizon("a week"))).toHaveLength(1);
});

test("limits of a person cannot be read before the horizon is known", () => {
  const late = `${text.replace("SECTION_HORIZON\n7\n", "")}SECTION_HORIZON\n7\n`;
  expect(errors(late)[0]).toEqual({ line: 8, what: "SECTION_HORIZON must come before the staff" });
});
