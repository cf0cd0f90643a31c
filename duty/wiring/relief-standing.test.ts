import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import type { LedgerLine, Reader } from "#duty/grammar/question.ts";
import "#duty/nouns.ts";
import { lin, storyOccurrence, wu, zhao } from "#test/handover-story.ts";
import { reliefStanding } from "./shift-left.ts";
import { othersThere } from "./who-keeps.ts";

const { post, date, shift } = storyOccurrence;

/** Somebody on duty in a shift of the post. */
function on(person: string, of = shift): LedgerLine {
  const stream = { site: "tower", noun: "attendance", id: turnId({ post, date, shift: of, person }) };
  const owed = { opensAt: storyOccurrence.startsAt, dueAt: storyOccurrence.endsAt, rules: [], ladder: [] };
  return { stream, obligation: { ...owed, key: "sign-off", what: "attendance.sign-off", post, person } };
}

/** How many have the post besides who goes: in the shift, and as its relief. */
function besides(lines: readonly LedgerLine[], isTakenOver = true): number[] {
  const state = isTakenOver ? { phase: "completed", incoming: wu, completedAt: 1 } : { phase: "prepared" };
  const reader = { stream: () => ({ state }), outstanding: () => lines } as unknown as Reader;
  const turn = { post, date, shift, person: lin };
  const now = storyOccurrence.startsAt;
  return [
    othersThere("tower", turn, { person: lin, now }).answer(reader),
    reliefStanding("tower", turn, now).answer(reader),
  ];
}

test("whoever stands at the post in two shifts is one person, and nobody is their own relief", () => {
  expect(besides([on(lin), on(wu), on(wu, "later")])).toEqual([1, 0]);
  expect(besides([on(lin), on(lin, "later")])).toEqual([0, 0]);
});

test("of those who took over each counts, and none of them before the post was taken over", () => {
  expect(besides([on(lin), on(zhao), on(wu, "later")])).toEqual([1, 1]);
  expect(besides([on(lin), on(wu, "later"), on(zhao, "later"), on(zhao, "later still")])).toEqual([0, 2]);
  expect(besides([on(lin), on(wu, "later")], false)).toEqual([0, 0]);
});
