import { describe, expect, test } from "vitest";
import { type AdoptedText, adoptedShape } from "#duty/regulation.ts";
import { numbersInChinese, numbersInEnglish, type ToldNumbers } from "#test/numbers-in-words.ts";
import { mechanismsOf } from "./mechanisms.ts";
import { readPacks } from "./published.ts";
import { saidIn } from "./stated-numbers.ts";

/*
 * Nobody is held to a number that they cannot read: what the house's own regulation carries out stands in the text of a rule that it cites, in both
 * languages, or is marked as the site's own, as numbers are that the text of a pack does not give.
 */

const house = readPacks("regulations").published.find(({ adopted }) => adopted.regulation.prefix === "ZB")?.adopted;
if (!house) throw new Error("the house has no rules");

/** Each number that no cited rule tells, as `attendance.on-duty.opens minutes 60: ZB-05 zh`. A rung at nought is the moment at which something is due. */
function untold(adopted: AdoptedText): string[] {
  return mechanismsOf(adopted).flatMap((mechanism) => {
    const rules = adopted.rules.filter(({ id }) => mechanism.cites.includes(id));
    return saidIn(mechanism).flatMap(({ value, path, open }) => {
      const name = String(path.findLast((each) => typeof each === "string"));
      if (open || typeof value !== "number" || (name === "afterMinutes" && value === 0)) return [];
      const tells = ({ counts, minutes }: ToldNumbers) => (/minutes/i.test(name) ? minutes : counts).has(value);
      const missing = [
        ...(rules.some(({ zh }) => tells(numbersInChinese(zh))) ? [] : ["zh"]),
        ...(rules.some(({ en }) => tells(numbersInEnglish(en))) ? [] : ["en"]),
      ];
      return missing.map((language) => `${mechanism.name} ${name} ${value}: ${mechanism.cites.join()} ${language}`);
    });
  });
}

test("every number of the house stands in a rule that it cites, in both languages, or is the site's own", () => {
  expect(untold(house)).toEqual([]);
});

/** The house with one part of an element otherwise. */
function houseWith(noun: "attendance" | "matter", change: object): AdoptedText {
  const { regulation, rules } = house as AdoptedText;
  const [element] = regulation[noun] ?? [];
  return adoptedShape.parse({ rules, regulation: { ...regulation, [noun]: [{ ...element, ...change }] } });
}

describe("a number that no rule tells", () => {
  const cites = ["ZB-05"];
  const both = (words: string) => [`${words} zh`, `${words} en`];

  test("is named with its part, be it a field or a rung", () => {
    expect(untold(houseWith("attendance", { opens: { minutes: 45, cites } }))).toEqual(
      both("attendance.on-duty.opens minutes 45: ZB-05"),
    );
    const ladder = [{ afterMinutes: 25, call: "squad-leader" }];
    expect(untold(houseWith("matter", { ordinary: { ladder, cites: ["ZB-08"] } }))).toEqual(
      both("matter.matters.ordinary afterMinutes 25: ZB-08"),
    );
  });

  test("is not told by a number of something else in the same rule", () => {
    const ladder = [{ afterMinutes: 50, call: "squad-leader" }];
    expect(untold(houseWith("matter", { ordinary: { ladder, cites: ["ZB-08"] } }))).toEqual(
      both("matter.matters.ordinary afterMinutes 50: ZB-08"),
    );
  });

  test("is the site's own where it is marked open", () => {
    expect(untold(houseWith("attendance", { opens: { minutes: 45, open: ["minutes"], cites } }))).toEqual([]);
  });
});

test("numbers are read in words and in digits, and times as minutes", () => {
  const read = ({ counts, minutes }: ToldNumbers) => [[...counts], [...minutes]];
  expect(read(numbersInChinese("三百条，二十四小时内，提前15分钟，两天"))).toEqual([
    [300, 24, 15, 2],
    [1440, 15, 2880],
  ]);
  expect(
    read(numbersInEnglish("Three hundred lines, twenty-four hours, an hour, 15 minutes, one hundred and")),
  ).toEqual([
    [300, 24, 1, 15, 100],
    [1440, 60, 15],
  ]);
});
