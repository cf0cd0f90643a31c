import { expect, test } from "vitest";
import type { HandoverMatter } from "#server/handover/handover-answer.ts";
import { type PrepareDraft, prepareBodyOf, prepareEmpty } from "./prepare-draft.ts";

const at = { post: "lobby", date: "2026-11-21", shift: "day" };
const leak = { id: "leak" } as HandoverMatter;
const bodyOf = (draft: Partial<PrepareDraft>, matters: readonly HandoverMatter[] = []) =>
  prepareBodyOf(at, { ...prepareEmpty, ...draft }, matters);

test("what is empty is left out, so that the rule says what is missing", () => {
  expect(bodyOf({ summary: "  ", done: "\n" })).toEqual({ ...at, nothingPending: false, reasons: [] });
  expect(bodyOf({ summary: " quiet ", done: " round ", relief: "wu" })).toEqual({
    ...at,
    summary: "quiet",
    done: "round",
    relief: "wu",
    nothingPending: false,
    reasons: [],
  });
});

test("nobody says that nothing is pending while a matter is open, whatever was ticked before", () => {
  expect(bodyOf({ nothingPending: true }).nothingPending).toBe(true);
  expect(bodyOf({ nothingPending: true }, [leak]).nothingPending).toBe(false);
});

test("only matters that are still open pass with a reason", () => {
  const reasons = { leak: " no plumber ", gone: "settled since" };
  expect(bodyOf({ reasons }, [leak]).reasons).toEqual([{ matter: "leak", reason: "no plumber" }]);
  expect(bodyOf({ reasons: { leak: " " } }, [leak]).reasons).toEqual([]);
});
