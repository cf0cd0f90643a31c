import { expect, test } from "vitest";
import { reportFaultBody } from "#duty/handover/handover-shapes.ts";
import { writeLineBody } from "#duty/log/log-shapes.ts";
import { longest, longestSide, mostPhotos, pinDigits, pinPattern, shortestPassword } from "./limits.ts";

/** What people were told when the screens were made; entries that are there were written under it. */
test("nobody writes more than this", () => {
  expect({ ...longest, mostPhotos }).toEqual({
    ...{ reason: 500, text: 2000, summary: 4000, mostPhotos: 9 },
    ...{ account: 80, password: 200 },
  });
});

test("what is chosen in secret is as long as people were told", () => {
  expect({ pinDigits, shortestPassword, longestSide }).toEqual({
    pinDigits: 6,
    shortestPassword: 10,
    longestSide: 1600,
  });
  expect(["20741", "207419", "2074190", "20741a", " 207419"].filter((each) => pinPattern.test(each))).toEqual([
    "207419",
  ]);
});

const at = { post: "lobby", date: "2026-11-21", shift: "day" };
const photos = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(64, "0"));

test.each([
  ["a line", writeLineBody],
  ["a fault", reportFaultBody],
])("%s takes as many photos and letters as a screen offers, and not one more", (_, shape) => {
  const takes = (text: string, count: number) => shape.safeParse({ ...at, text, photos: photos(count) }).success;
  expect(takes("岗".repeat(longest.text), mostPhotos)).toBe(true);
  expect(takes("岗".repeat(longest.text + 1), 0)).toBe(false);
  expect(takes("岗", mostPhotos + 1)).toBe(false);
});
