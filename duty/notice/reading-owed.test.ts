import { expect, test } from "vitest";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { by, given } from "#test/given.ts";
import { type Notice, noticeKind } from "./notice.ts";
import type { NoticeEntry } from "./notice-shapes.ts";
import { endReading, oweReading } from "./owe-reading.ts";

/* What whoever stood at a post before they had read what binds it owes, and until when. */

const lin = "00000000-0000-4000-8000-000000000001";
const begin = instant(1_800_000_000_000);
const after = (minutes: number) => plusMinutes(begin, minutes);
const reading = { regulation: "guards", person: lin, post: "lobby", dueAt: after(60), rules: ["GPH-01", "ZB-22"] };
const owed: NoticeEntry = { type: "notice.reading-owed", body: reading };
const confirmed: NoticeEntry = {
  type: "notice.edition-confirmed",
  body: { regulation: "guards", hash: "0".repeat(64), person: lin, edition: "2026-01-01" },
};
const ended: NoticeEntry = { type: "notice.reading-ended", body: {} };
const stateAfter = (...all: readonly NoticeEntry[]): Notice =>
  given(
    noticeKind,
    `guards/0000000000000000/${lin}`,
    all.map((entry, index) => [entry, { at: after(index) }] as const),
  );
const decide = { rule: {}, facts: {}, circumstances: by(lin, after(9)) };
const owes = (state: Notice) => oweReading({ ...decide, state, body: { ...reading, hash: "0".repeat(64) } }).entries;
const ends = (state: Notice) => endReading({ ...decide, state, body: {} }).entries;

test("they owe that they read it, calling nobody, until they have, or have left the company", () => {
  const due = {
    ...{ key: "confirm", what: "notice.confirm", detail: { regulation: "guards" }, post: "lobby", person: lin },
    ...{ opensAt: begin, dueAt: after(60), rules: ["GPH-01", "ZB-22"], ladder: [] },
  };
  const told = (...all: readonly NoticeEntry[]) => noticeKind.owes(stateAfter(...all), {});
  expect(told(owed)).toStrictEqual([due]);
  expect(told(owed, confirmed)).toStrictEqual([{ ...due, metAt: after(1) }]);
  expect(told(owed, ended)).toStrictEqual([{ ...due, endedAt: after(1) }]);
  // Nothing is begun by an end, and by a receipt alone nothing was ever owed.
  expect([told(ended), told(confirmed), told()]).toEqual([[], [], []]);
});

test("it is owed once, from the first time they came, and not by whoever has read it", () => {
  expect(owes(stateAfter())).toEqual([owed]);
  expect([owes(stateAfter(owed)), owes(stateAfter(confirmed)), owes(stateAfter(owed, ended))]).toEqual([[], [], []]);
});

test("it ends once, where it was owed and nobody has read it", () => {
  expect(ends(stateAfter(owed))).toEqual([ended]);
  const over = [stateAfter(), stateAfter(confirmed), stateAfter(owed, confirmed), stateAfter(owed, ended)];
  expect(over.map(ends)).toEqual([[], [], [], []]);
});
