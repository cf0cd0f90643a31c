import { expect, test } from "vitest";
import type { Note } from "#duty/matter/matter.ts";
import { fitting, latestNotes } from "./shown-notes.ts";

const notes = (count: number) =>
  Array.from(
    { length: count },
    (_, at): Note => ({
      ...{ what: "progressed", text: { sealed: `${at}`, kind: "free-text" }, by: undefined },
      at: at as Note["at"],
    }),
  );

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
  expect(fitting(Array(12).fill(notes(50)))).toBe(10);
  expect(fitting(Array(12).fill(notes(6000)))).toBe(10);
  expect(fitting([...Array(9).fill(notes(50)), notes(49), notes(1), notes(1), ...Array(9).fill(notes(0))])).toBe(11);
  expect(fitting(Array(200).fill(notes(2)))).toBe(200);
  expect(fitting([])).toBe(0);
});
