import { expect, test } from "vitest";
import { nouns } from "#duty/nouns.ts";
import type { Habit } from "#server/simulation/habit.ts";
import { habits } from "#server/simulation/habits.ts";

/** Nouns that nobody is in the habit of while on duty, and where the demonstration plays them. */
const PLAYED_ELSEWHERE: Readonly<Record<string, string>> = {
  clock: "the clock of the demonstration is moved and never jumps",
  ledger: "whoever is called answers as the switchboard of the life has it, whatever the noun",
  person: "the tower's people are taken on when it is set up",
  redaction: "nobody asks to be forgotten within the days of the demonstration",
  site: "the tower's posts, editions and bindings are set up before anybody lives in it",
};

/** Nouns with acts that nobody in the demonstration does, as far as these habits go. */
function unplayed(all: readonly Habit[], elsewhere: Readonly<Record<string, string>>): string[] {
  return nouns
    .filter(({ name, acts }) => Object.keys(acts).length > 0 && !Object.hasOwn(elsewhere, name))
    .filter(({ name }) => !all.some(({ noun }) => noun === name))
    .map(({ name }) => name);
}

test("people of the demonstration do something of every noun, or it is said where else it is played", () => {
  expect(unplayed(habits, PLAYED_ELSEWHERE)).toEqual([]);
});

test.each(habits.map((habit) => [habit.noun, habit] as const))("%s without its habit is noticed", (noun, habit) => {
  expect(
    unplayed(
      habits.filter((each) => each !== habit),
      PLAYED_ELSEWHERE,
    ),
  ).toEqual([noun]);
});

test("every habit is of a noun, and nothing is played elsewhere that is a habit or no noun", () => {
  const names = nouns.map(({ name }) => name);
  const habitual = habits.map(({ noun }) => noun);
  expect(habitual.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(habitual).size).toBe(habits.length);
  expect(Object.keys(PLAYED_ELSEWHERE).filter((name) => habitual.includes(name) || !names.includes(name))).toEqual([]);
});
