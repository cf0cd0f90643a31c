import { expect, test } from "vitest";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { absenceSample, type SampleEntry } from "#test/absence-samples.ts";
import { by, given } from "#test/given.ts";
import { absenceKind, hearingNamed, hearKey } from "./absence-kind.ts";
import { goUnheard, hearAbsence } from "./come-back.ts";

/* Who is to hear of which leave stands in the key of what is owed, and is read back from there. */

const turn = { post: "lobby", date: "2026-11-21" as BusinessDate, shift: "day", person: "lin" };
const id = "lobby/2026-11-21/day/lin";

test("a hearing is found again by its key, and no other obligation is taken for one", () => {
  expect(hearingNamed(id, hearKey(2, "wu"))).toEqual({ turn, number: 2, person: "wu" });
  for (const key of ["tell/2/wu", "hear/2", "hear"]) expect(hearingNamed(id, key)).toBeUndefined();
});

test("only before a hearing is missed it is asked whether they are on duty still", () => {
  const body = { turn, number: 1, person: "wu" };
  expect(absenceKind.beforeMissing?.(id, hearKey(1, "wu"))).toEqual({ act: "absence.spare-hearing", body });
  for (const key of ["tell/1", "return/1"]) expect(absenceKind.beforeMissing?.(id, key)).toBeUndefined();
});

test("whoever leaves a place without anything left to hear writes nothing; otherwise all of it in one entry", () => {
  const state = given(absenceKind, id, []);
  const shared = { state, rule: {}, body: { turn, ended: "turn" as const }, circumstances: by("lin", 0 as never) };
  expect(goUnheard({ ...shared, facts: { unheard: [] } }).entries).toEqual([]);
  const unheard = [{ turn, number: 1 }];
  const gone = { type: "absence.gone-unheard", body: { of: unheard, ended: "turn" } };
  expect(goUnheard({ ...shared, facts: { unheard } }).entries).toEqual([gone]);
});

test("nobody hears of a leave that there is not, or without being told of it, by the rule for that", () => {
  const { at, atOnce, entries, wu } = absenceSample;
  const hear = (...told: SampleEntry[]) => {
    const shared = { body: turn, rule: {}, facts: { kept: [] }, circumstances: by(wu, at("11:40")) };
    return hearAbsence({ ...shared, state: entries(...told) });
  };
  expect(hear().refusal).toMatchObject({ code: "absence.not-away", rules: ["ZB-21"] });
  expect(hear(atOnce).refusal).toMatchObject({ code: "absence.not-told", rules: ["ZB-21"] });
});
