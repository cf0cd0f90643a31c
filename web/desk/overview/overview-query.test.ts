import { expect, test } from "vitest";
import { daysQuery, happenedQuery, historyQuery, lossesQuery, outcomesQuery, overviewQuery } from "./overview-query.ts";

const day = "2026-11-21";

const questions = () => [
  overviewQuery("tower", "lin"),
  daysQuery("tower", "lin", 7),
  daysQuery("tower", "lin", 30),
  happenedQuery("tower", "lin"),
  lossesQuery("tower", "lin"),
  outcomesQuery("tower", "lin", { day }),
  outcomesQuery("tower", "lin", { day, rule: "GPH-09" }),
  historyQuery("tower", "handover", "lobby/2026-11-21/day"),
];

test("everything on the overview is asked again with it when something changes, each question under a key of its own", () => {
  const keys = questions().map(({ queryKey }) => JSON.stringify(queryKey));
  expect(keys.every((key) => key.startsWith('["overview","tower"'))).toBe(true);
  expect(new Set(keys).size).toBe(keys.length);
});

test("one question has one pace, however often it is put; another has its own", () => {
  const [once, again] = [questions(), questions()].map((each) => each.map(({ queryFn }) => queryFn));
  expect(again).toEqual(once);
  expect(new Set(once).size).toBe(once?.length);
});
