import { expect, test } from "vitest";
import { instantOf, minute, plusMinutes } from "#duty/grammar/time.ts";
import { minutesEarlier } from "./minutes-earlier.ts";

const at = (time: string) => instantOf(`2026-11-21T${time}+08:00`);

test.each([
  ["16:10:03", "16:25:00"],
  ["16:10:03", "16:25:40"],
  ["16:10:50", "16:25:10"],
])("%s stands fifteen minutes before %s, and is what the clock shows when they are taken from it", (earlier, later) => {
  const minutes = minutesEarlier(at(earlier), at(later));
  expect(minutes).toBe(15);
  expect(Math.floor(plusMinutes(at(later), -minutes) / minute)).toBe(Math.floor(at(earlier) / minute));
});

test("what was told at the time itself stands no minute before", () =>
  expect(minutesEarlier(at("16:10:03"), at("16:10:03"))).toBe(0));
