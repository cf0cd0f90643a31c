import { describe, expect, test } from "vitest";
import type { Presence } from "#duty/grammar/presence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, instant, minute } from "#duty/grammar/time.ts";
import { type BoardFacts, boardOf } from "./site-board.ts";

const date = "2026-11-21" as BusinessDate;
const eight = instant(1_763_683_200_000);
const at = (minutes: number) => instant(eight + minutes * minute);
const shift = (key: string, starts: number, post = "gate") => {
  return { post, date, shift: key, startsAt: at(starts), endsAt: at(starts + 480), under: 1 };
};
const [night, day, evening] = [shift("night", -480), shift("day", 0), shift("evening", 480)];

function presence(person: string, of: typeof night, as: Presence["as"] = "on-duty"): Presence {
  return { turn: { post: of.post, date: of.date, shift: of.shift, person }, as };
}

function gate(now: number, more: Partial<BoardFacts> = {}) {
  const running = now < 0 ? night : day;
  const plans = [{ post: "gate", shift: running, next: running === night ? day : evening }];
  const nothing = { presences: [], coming: [], handovers: [], owed: [], came: new Map(), prepared: new Map() };
  const [post] = boardOf({ now: at(now), plans, ...nothing, lastLines: new Map(), ...more });
  if (!post) throw new Error("the gate is missing");
  return post;
}

describe("a post", () => {
  test.each([
    ["nobody is there though a shift runs", 5, [], "empty"],
    ["whoever is there belongs to the shift that runs", 5, [presence("lin", day)], "manned"],
    ["whoever is there stayed on from the shift before", 5, [presence("lin", night)], "waiting"],
    ["the relief came early and nobody else is there", -5, [presence("wang", day)], "manned"],
    ["the only one is away", 5, [presence("lin", day), presence("lin", day, "away")], "empty"],
    [
      "somebody stands there for the one who is away",
      5,
      [presence("lin", day), presence("lin", day, "away"), presence("wu", day, "covering")],
      "manned",
    ],
  ] as const)("where %s", (_, now, presences, status) => {
    expect(gate(now, { presences }).status).toBe(status);
  });

  test("at which no shift runs and nobody is is closed; where somebody has stayed it is not", () => {
    const plans = [{ post: "gate", shift: undefined, next: evening }];
    expect(gate(5, { plans })).toMatchObject({ status: "closed", change: { at: evening.startsAt, shift: "evening" } });
    expect(gate(5, { plans, presences: [presence("lin", day)] }).status).toBe("manned");
  });

  test("without any shift has no change to come", () => {
    expect(gate(5, { plans: [{ post: "gate", shift: undefined, next: undefined }] }).change).toBeNull();
  });

  test("where one stands in for a colleague of the same shift, they are told once", () => {
    const presences = [presence("wu", day), presence("wu", day, "covering")];
    expect(gate(5, { presences }).on.map(({ person, as }) => [person, as])).toEqual([["wu", "in-charge"]]);
  });
});

test("whoever waits for a relief is told who should have come and when; before that, who comes next", () => {
  const coming = [day, evening].map((each) => ({ id: `${shiftId(each)}/wang`, dueAt: each.startsAt }));
  const late = gate(7, { coming, presences: [presence("lin", night)] });
  expect(late.change).toMatchObject({ at: eight, shift: "day", reliefs: ["wang"] });
  const calm = gate(-60, { coming, presences: [presence("lin", night)] });
  expect(calm.change).toMatchObject({ at: eight, shift: "day", reliefs: ["wang"] });
});

describe("the hand-over in view", () => {
  const handed = (of: typeof night, phase: "open" | "prepared" | "completed", completedAt: number | null = null) => {
    const { post, endsAt } = of;
    return { id: shiftId(of), post, date, shift: of.shift, phase, endsAt, completedAt, lateMinutes: null };
  };

  test("is the one that is overdue, though the next has begun", () => {
    const handovers = [handed(day, "open"), handed(night, "open")];
    expect(gate(5, { handovers }).handover).toMatchObject({ shift: "night", written: false, taken: false });
  });

  test("is the last that was completed while none is under way", () => {
    const handovers = [handed(day, "open"), handed(night, "completed", at(2))];
    expect(gate(5, { handovers }).handover).toMatchObject({ shift: "night", completedAt: at(2), written: true });
  });

  test("is none where none was ever completed or due", () => {
    expect(gate(5, { handovers: [handed(day, "open")] }).handover).toBeNull();
  });
});
