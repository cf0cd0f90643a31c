import fc from "fast-check";
import { expect, test } from "vitest";
import { readStaffScheduling } from "#solver/read-staff-scheduling.ts";
import { judge } from "./roster-checker.ts";
import { disguise } from "./roster-disguise.ts";

type Spell = (number: number) => string;

/** Two weeks of two people. Every number of the file is written by `spell`. */
function site(spell: Spell): string[] {
  const [cover, dayOff] = [spell(0), spell(13)];
  return [
    ...["SECTION_HORIZON", spell(14), "SECTION_SHIFTS", `E,${spell(480)},`, `L,${spell(600)},E`, "SECTION_STAFF"],
    `A,E=${spell(14)}|L=${spell(2)},${[4320, 2880, 5, 2, 2, 1].map(spell).join(",")}`,
    `B,E=${spell(0)}|L=${spell(14)},${[9999, 0, 14, 1, 1, 2].map(spell).join(",")}`,
    ...["SECTION_DAYS_OFF", `A,${dayOff}`, "SECTION_SHIFT_ON_REQUESTS", `B,${spell(1)},L,${spell(3)}`],
    ...["SECTION_SHIFT_OFF_REQUESTS", `A,${spell(2)},E,${spell(2)}`],
    ...[
      "SECTION_COVER",
      `${cover},E,${[2, 100, 1].map(spell).join(",")}`,
      `${spell(1)},L,${[0, 100, 4].map(spell).join(",")}`,
    ],
  ];
}

const plain = site(String).join("\n");

/** One way in which spreadsheets and programs write a whole number: `-0`, `+3`, `007`, `1.0`, `1.2e3`, `12000E-1`, with blanks around. */
const spelling: fc.Arbitrary<Spell> = fc
  .record({
    before: fc.constantFrom("", " ", "\t"),
    sign: fc.constantFrom("", "+"),
    zeros: fc.constantFrom("", "0", "00"),
    body: fc.constantFrom<Spell>(
      (n) => `${n}`,
      (n) => (n === 0 ? "0" : `${n}.`),
      (n) => `${n}.0`,
      (n) => `${n}.000`,
      (n) => `${String(n)[0]}.${String(n).slice(1)}e${String(n).length - 1}`,
      (n) => `${n}000E-3`,
      (n) => `${n}.00E+00`,
    ),
    after: fc.constantFrom("", " ", "\t", "\u00a0"),
  })
  .map(
    ({ before, sign, zeros, body, after }) =>
      (n) =>
        before + (n === 0 && sign ? "-" : sign) + zeros + body(n) + after,
  );

/** The same file as another tool would have saved it. */
const saved = fc
  .record({
    spellings: fc.array(spelling, { minLength: 1, maxLength: 7 }),
    ends: fc.constantFrom("\n", "\r\n", "\r"),
    mark: fc.constantFrom("", "\ufeff"),
  })
  .map(({ spellings, ends, mark }) => {
    let turn = 0;
    return mark + site((n) => (spellings[turn++ % spellings.length] as Spell)(n)).join(ends);
  });

function meaningOf(text: string) {
  const read = readStaffScheduling(text, "x");
  if (!("problem" in read)) throw new Error(JSON.stringify(read.errors));
  return read.problem;
}

const rows = { A: [..."EEE..EE..EE..."], B: [...".L............"] };
const roster = Object.fromEntries(
  Object.entries(rows).map(([person, row]) => [person, row.map((letter) => (letter === "." ? "" : letter))]),
);

test("any spelling of a whole number reads as that number, by the solver, by the judge and disguised", () => {
  const [meaning, judgement] = [meaningOf(plain), judge(plain, roster)];
  expect(judgement).toMatchObject({ legal: true, cost: 106 });
  fc.assert(
    fc.property(saved, fc.nat(1000), (text, seed) => {
      expect(meaningOf(text)).toStrictEqual(meaning);
      expect(judge(text, roster)).toEqual(judgement);
      const [hidden, hiddenPlain] = [disguise(text, seed), disguise(plain, seed)];
      expect(meaningOf(hidden.text)).toStrictEqual(meaningOf(hiddenPlain.text));
    }),
    { numRuns: 300 },
  );
});

test.each([
  "",
  "-3",
  "1.5",
  "1e400",
  "1e-1",
  "1e9",
  "10000000000",
  "0x10",
  "NaN",
  "Infinity",
  "--1",
  "1 2",
  "one",
  "1.00001",
])('"%s" is no whole number that a file may hold, and its line is named', (spelled) => {
  const read = readStaffScheduling(plain.replace("A,13", `A,13\nB,${spelled}`), "x");
  expect(read).toEqual({
    errors: [{ line: 11, what: `day: expected a whole number of 0 to 999999999, found "${spelled}"` }],
  });
});

test("the requirements of the fifteenth of Curtois and Qu's instances are read as they stand", () => {
  const read = readStaffScheduling(`${plain}\n11,E,-0,100,1\n11,L,-0,100,1`, "x");
  expect(read).toMatchObject({ problem: { demands: { 2: { required: 0 }, 3: { required: 0 } } } });
});
