import { expect, test } from "vitest";
import type { Matter, Note } from "#duty/matter/matter.ts";
import { latestNotes, takenAtOnce } from "./shown-matter.ts";

const notes = (count: number) =>
  Array.from(
    { length: count },
    (_, at): Note => ({
      ...{ what: "progressed", text: { sealed: `${at}`, kind: "free-text" }, by: undefined },
      at: at as Note["at"],
    }),
  );

const told = (count: number) => ({ phase: "open", notes: notes(count) }) as unknown as Matter;

test("of what was said of a matter the latest fifty are shown, and how many came before", () => {
  for (const [said, shown] of [
    [0, 0],
    [50, 50],
    [51, 50],
    [6000, 50],
  ] as const) {
    const { latest, earlier } = latestNotes(notes(said));
    expect(latest).toEqual(notes(said).slice(said - shown));
    expect(earlier).toBe(said - shown);
  }
});

test("an answer takes the matters whose notes are five hundred together, and the next one goes on", () => {
  expect(takenAtOnce(Array(12).fill(told(50)))).toBe(10);
  expect(takenAtOnce(Array(12).fill(told(6000)))).toBe(10);
  expect(takenAtOnce([...Array(9).fill(told(50)), told(49), told(1), told(1), ...Array(9).fill(told(0))])).toBe(11);
  expect(takenAtOnce(Array(200).fill(told(2)))).toBe(200);
  expect(takenAtOnce([])).toBe(0);
});
