import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import type { LedgerLine, Reader } from "#duty/grammar/question.ts";
import "#duty/nouns.ts";
import { lin, storyOccurrence, wu, zhao } from "#test/handover-story.ts";
import { mannedOf } from "./who-mans.ts";

/* Whoever covers stands at a post for somebody: gone is the cover with them, and by themselves. */

const { post, date, shift } = storyOccurrence;

function line(noun: string, person: string, what: string, by: string): LedgerLine {
  const stream = { site: "tower", noun, id: turnId({ post, date, shift, person }) };
  const owed = { opensAt: storyOccurrence.startsAt, dueAt: storyOccurrence.endsAt, rules: [], ladder: [] };
  const key = what === "attendance.sign-off" ? "sign-off" : "cover/1";
  return { stream, obligation: { ...owed, key, what, post, person: by } };
}

/** Nobody is due for the shift any more; at the post is who these lines tell of. */
function manned(lines: readonly LedgerLine[], gone: readonly string[]) {
  const reader = { stream: () => ({ state: { assignments: [] } }), outstanding: () => lines } as unknown as Reader;
  const left = gone.map((person) => ({ shift, person })) as unknown as Parameters<typeof mannedOf>[2];
  return mannedOf("tower", [storyOccurrence], left, { mayCome: [] }).answer(reader);
}

const covering = line("absence", lin, "absence.cover", wu);

test("a shift has whoever covers in it while neither they nor the one for whom they stand are gone", () => {
  expect(manned([covering], [])).toEqual([shift]);
  expect(manned([covering], [zhao])).toEqual([shift]);
  expect(manned([covering], [lin])).toEqual([]);
  expect(manned([covering], [wu])).toEqual([]);
  expect(manned([covering], [lin, wu])).toEqual([]);
});

test("and whoever is on duty in it themselves, until they are gone", () => {
  const own = line("attendance", zhao, "attendance.sign-off", zhao);
  expect(manned([own], [])).toEqual([shift]);
  expect(manned([own, covering], [lin])).toEqual([shift]);
  expect(manned([own, covering], [lin, zhao])).toEqual([]);
});
