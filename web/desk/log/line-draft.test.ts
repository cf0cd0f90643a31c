import { expect, test } from "vitest";
import type { Sending } from "../../queue/sending.ts";
import { draftOf, emptyLine, isLineOf, withoutSent, withRefused } from "./line-draft.ts";

const at = { site: "tower", post: "gate", date: "2026-11-21", shift: "day" };
const sent = (act: string, { site = at.site, ...body }: Readonly<Record<string, unknown>>) =>
  ({ act, site, body }) as Sending;

test("a line is of the page of its site, post, date and shift, and nothing else is one", () => {
  expect(isLineOf(sent("log.write-line", { ...at, text: "停水" }), at)).toBe(true);
  expect(isLineOf(sent("log.correct-line", { ...at, text: "停水" }), at)).toBe(false);
  const elsewhere = [{ post: "lobby" }, { date: "2026-11-20" }, { shift: "night" }, { site: "mall" }];
  expect(elsewhere.map((other) => isLineOf(sent("log.write-line", { ...at, ...other }), at))).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test("what was refused comes back below what was begun meanwhile, with its photos once, under the kind that was chosen last", () => {
  const begun = { text: "另一条", photos: ["a", "b"], category: "daily" };
  const refused = { text: "停水", photos: ["b", "c"], category: "visit" };
  expect(withRefused(begun, refused)).toEqual({ text: "另一条\n停水", photos: ["a", "b", "c"], category: "daily" });
  expect(withRefused({ text: " ", photos: ["a"] }, refused)).toEqual({
    text: "停水",
    photos: ["a", "b", "c"],
    category: "visit",
  });
});

test("a line comes back as it was sent: its words, its kind, its photos", () => {
  const draft = { text: "停水", photos: ["a"], category: "visit" };
  expect(draftOf(sent("log.write-line", { ...at, ...draft }))).toEqual(draft);
  expect(draftOf(sent("log.write-line", at))).toEqual({ text: "", photos: [] });
});

test("once a line is kept elsewhere, what was added to its field since stays there, and nothing of the line", () => {
  const sent = { text: "停水", photos: ["a"], category: "visit" };
  expect(withoutSent(sent, sent)).toEqual(emptyLine);
  expect(withoutSent({ ...sent, text: "停水 又来电" }, sent)).toEqual({
    text: "又来电",
    photos: [],
    category: "visit",
  });
  expect(withoutSent({ text: "另一条", photos: ["a", "b"] }, sent)).toEqual({ text: "另一条", photos: ["b"] });
  // A stock phrase is sent from an empty field.
  expect(withoutSent({ text: "刚开始写", photos: [] }, emptyLine)).toEqual({ text: "刚开始写", photos: [] });
});
