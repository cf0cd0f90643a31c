import { expect, test } from "vitest";
import { draftBefore, prepareBodyOf, prepareEmpty } from "./prepare-draft.ts";

const at = { post: "lobby", date: "2026-11-21", shift: "day" };
const text = (sealed: string) => ({ sealed, kind: "free-text" as const });
const matter = "lobby/00000000-0000-4000-8000-000000000aaa";
const preparation = {
  ...{ summary: text("s1"), done: text("s2"), relief: "wu", next: "lobby/2026-11-21/evening" },
  matters: [{ id: matter, class: "ordinary" as const, reason: text("s3") }],
  ...{ kit: [], books: [], page: { version: 3, hash: "p3" } },
};

test("where a hand-over was reopened, every word that was prepared stands there again", () => {
  const draft = draftBefore(preparation, { s1: "三岗平稳", s2: "通道已清", s3: "待厂家" });
  expect(draft).toEqual({
    ...{ summary: "三岗平稳", done: "通道已清", nothingPending: false, relief: "wu" },
    reasons: { [matter]: "待厂家" },
  });
  expect(prepareBodyOf(at, draft, [{ id: matter } as never])).toEqual({
    ...{ ...at, summary: "三岗平稳", done: "通道已清", nothingPending: false, relief: "wu" },
    reasons: [{ matter, reason: "待厂家" }],
  });
});

test("what has been erased is empty, and so is what was never prepared", () => {
  const { summary, nothingPending } = draftBefore({ ...preparation, matters: [] }, { s1: null as never });
  expect([summary, nothingPending]).toEqual(["", true]);
  expect(draftBefore(undefined, {})).toBe(prepareEmpty);
});
