import { expect, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { outcomeOf } from "#test/given.ts";
import { storyOccurrence } from "#test/handover-story.ts";
import type { Attendance } from "./attendance.ts";
import { lookBack } from "./brief-attendance.ts";
import { lookingBack, looksBackAt } from "./named-at-line-up.ts";

const { endsAt, startsAt } = storyOccurrence;
const on: Attendance = {
  ...{ phase: "on", occurrence: storyOccurrence, person: "p", onAt: startsAt, lateMinutes: 0, from: undefined },
  named: ["q"],
};

test("it is asked who came when the shift ends, once, of whoever named anybody, be they gone by then or not", () => {
  const off: Attendance = { ...on, phase: "off", offAt: startsAt, how: "signed-off" };
  for (const turn of [on, off]) expect(looksBackAt(turn)).toBe(endsAt);
  const nobody: readonly Attendance[] = [
    { ...on, named: [] },
    { ...on, named: undefined },
    { ...on, lookedBack: true },
    { phase: "unknown" },
    { phase: "expected", occurrence: storyOccurrence, person: "p" },
  ];
  for (const turn of nobody) {
    expect(looksBackAt(turn)).toBeUndefined();
    expect(lookingBack(turn, endsAt)).toEqual([]);
  }
  expect(lookingBack(on, instant(endsAt - 1))).toEqual([]);
  expect(lookingBack(on, endsAt)).toEqual([{ type: "attendance.line-up-over", body: {} }]);
});

test("nothing is told where all came", () => {
  const turn = { post: "lobby", date: storyOccurrence.date, shift: "day", person: "p" };
  const look = (neverCame: readonly string[]) =>
    outcomeOf(
      lookBack({
        ...{ state: on, body: turn, rule: {}, facts: { neverCame } },
        circumstances: { now: endsAt, actor: "clock", under: 0 } as never,
      }),
    );
  expect(look([])).toEqual([]);
  expect(look(["q"])).toEqual(["attendance.named-never-came"]);
});
