import { expect, test } from "vitest";
import { judge } from "./roster-checker.ts";
import { disguise } from "./roster-disguise.ts";

/** Two weeks; late must not be followed by early. A has limits on everything, B hardly any. */
const text = `# a comment
SECTION_HORIZON
14
SECTION_SHIFTS
E,480,
L,600,E
SECTION_STAFF
A,E=14|L=2,4320,2880,5,2,2,1
B,E=0|L=14,9999,0,14,1,1,2
SECTION_DAYS_OFF
A,13
SECTION_SHIFT_ON_REQUESTS
B,1,L,3
SECTION_SHIFT_OFF_REQUESTS
A,2,E,2
SECTION_COVER
0,E,2,100,1
1,L,0,100,4
`;

/** One letter a day, a dot for a day off. */
function rows(a: string, b: string): Record<string, string[]> {
  const row = (letters: string) => [...letters].map((letter) => (letter === "." ? "" : letter));
  return { A: row(a), B: row(b) };
}

const good = "EEE..EE..EE...";
const free = "..............";

test("a legal roster costs its requests and what the cover lacks or has too much", () => {
  expect(judge(text, rows(good, free))).toEqual({
    legal: true,
    cost: 3 + 2 + 100,
    parts: { requests: 5, under: 100, over: 0 },
    broken: [],
  });
  // B works the wished late shift, which nobody needs.
  expect(judge(text, rows(good, ".L............")).parts).toEqual({ requests: 2, under: 100, over: 4 });
});

const broken: readonly (readonly [what: string, a: string, said: string, b?: string])[] = [
  ["early after late", "EL.EEE..EELE..", "A: E after L on day 11"],
  ["too many of a shift", "LL..LL..EE....", "A: 4 of L, most 2"],
  ["a shift that is not theirs", good, "B: 1 of E, most 0", "E............."],
  ["too many minutes", "EEEEE..EEEEE..", "A: 4800 minutes, most 4320"],
  ["too few minutes", "EEE...........", "A: 1440 minutes, least 2880"],
  ["too long at work", "EEEEEE...EE...", "A: 6 days of work from day 0, most 5"],
  ["too short at work", "EEE..E..EEE...", "A: 1 days of work from day 5, least 2"],
  ["too short a rest", "EEE.EE...EE...", "A: 1 days off from day 3, least 2"],
  ["too many weekends", "EE...EE...EEE.", "A: 2 weekends, most 1"],
  ["work on a day off", "EE..EEE.....EE", "A: works on day off 13"],
];
const breaches = broken.map(([what, a, said, b = free]) => ({ what, a, said, b }));

test.each(breaches)("$what is said to be broken", ({ a, said, b }) => {
  const judged = judge(text, rows(a, b));
  expect(judged.legal).toBe(false);
  expect(judged.broken).toContain(said);
});

test("a run that touches the border may be short; rows of strangers or of another length are not taken", () => {
  expect(judge(text, rows("E..EEEE..EE...", free)).broken).toEqual([]);
  expect(judge(text, { ...rows(good, free), C: [] }).broken).toEqual(["C is nobody in the file"]);
  expect(judge(text, rows(good, "..")).broken).toEqual(["B has no row of 14 days"]);
});

test("a disguised problem is the same problem", () => {
  const { text: other, people, shifts } = disguise(text, 3);
  expect(other).not.toContain("\nA,");
  expect([...people.keys(), ...shifts.keys()].sort()).toEqual(["A", "B", "E", "L"]);
  for (const [a, b] of [...breaches.map(({ a, b }) => [a, b]), [good, free], [good, ".L............"]] as const) {
    const roster = rows(a, b);
    const moved = Object.fromEntries(
      Object.entries(roster).map(([id, row]) => [people.get(id), row.map((shift) => shifts.get(shift) ?? "")]),
    );
    const [one, two] = [judge(text, roster), judge(other, moved)];
    expect(two.parts).toEqual(one.parts);
    expect(two.broken.length).toBe(one.broken.length);
  }
});
