import { expect, test } from "vitest";
import type { Sealed } from "#duty/grammar/entry.ts";
import { instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { correctLine } from "./correct-line.ts";
import { logKind, type Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { LogEntry } from "./log-shapes.ts";
import { keepRecord, writeLine } from "./write-line.ts";

/* What one person writes on one page is bounded, and what others write there counts for nothing. */

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const at = instantOf("2026-11-21T10:00:00+08:00");
const shift = { post: "gate", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at, endsAt: instantOf("2026-11-21T16:00:00+08:00"), under: 3 };
const rule: LogRule = { perPerson: { linesPerPage: 3, cites: ["ZB-07"] } };
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });

type Told = readonly [LogEntry, Under];
const line = (id: string, who = lin, more: object = {}): Told => [
  { type: "log.line-written", body: { line: id, text: text(id), photos: [], duringHandover: false, ...more } },
  { at, actor: { person: who } },
];
const corrected = (id: string, who = lin): Told => [
  { type: "log.line-corrected", body: { line: id, text: text("x") } },
  { at, actor: { person: who } },
];
const page = (...entries: Told[]): Page =>
  given(logKind, "gate/2026-11-21/day", [[{ type: "log.page-opened", body: { occurrence } }, { at }], ...entries]);

const facts = { onDuty: true, duringHandover: false };
const writes = (state: Page, who = lin, its = rule) =>
  writeLine({ state, rule: its, facts, circumstances: by(who, at), body: { ...shift, text: "x", photos: [] } });
const corrects = (state: Page, id: string, who = lin, its = rule) =>
  correctLine({ state, rule: its, facts: {}, circumstances: by(who, at), body: { ...shift, line: id, text: "x" } });

const full = [line("a"), line("b"), line("c")];
const refusal = { code: "log.too-many-lines", rules: ["ZB-07"], detail: { most: 3 } };

test("so many lines of one person stand on a page and no more; a colleague goes on writing there", () => {
  expect(outcomeOf(writes(page(...full.slice(1))))).toEqual(["log.line-written"]);
  expect(writes(page(...full)).refusal).toEqual(refusal);
  expect(outcomeOf(writes(page(...full), wu))).toEqual(["log.line-written"]);
  expect(outcomeOf(writes(page(...full), lin, {}))).toEqual(["log.line-written"]);
});

test("a correction counts like a line, for whoever makes it, and is refused like one", () => {
  expect(writes(page(line("a"), corrected("a"), corrected("a"))).refusal).toEqual(refusal);
  expect(corrects(page(line("a"), corrected("a"), corrected("a")), "a").refusal).toEqual(refusal);
  expect(outcomeOf(corrects(page(line("a"), corrected("a")), "a"))).toEqual(["log.line-corrected"]);
  expect(outcomeOf(corrects(page(...full, line("d", wu)), "d", wu))).toEqual(["log.line-corrected"]);
  expect(outcomeOf(corrects(page(...full), "a", lin, {}))).toEqual(["log.line-corrected"]);
});

test("who may not correct a line at all is told that first", () => {
  expect(corrects(page(...full, line("d", wu)), "d").refusal).toMatchObject({ code: "log.not-your-line" });
  expect(corrects(page(...full), "z").refusal).toMatchObject({ code: "log.no-such-line" });
});

test("on a page that is cut nobody is told to leave it to a colleague: the next page is named", () => {
  const cut: Told = [{ type: "log.page-cut", body: { handover: "h", next: "n" } }, { at }];
  expect(writes(page(...full, cut)).refusal).toMatchObject({ code: "log.page-cut", detail: { next: "n" } });
});

test("whoever leaves a post is never kept there by a full page: the record is kept, and counts as theirs", () => {
  const body = { page: "gate/2026-11-21/day", record: text("大堂正常"), by: lin };
  const about = { rule, facts: { duringHandover: false }, circumstances: by(lin, at, { actor: "reaction" as const }) };
  expect(outcomeOf(keepRecord({ ...about, state: page(...full), body }))).toEqual(["log.line-written"]);
  const [, second, third] = full as [Told, Told, Told];
  const kept: Told = [line("k", lin, { by: lin })[0], { at, actor: "reaction" }];
  expect(writes(page(kept, second, third)).refusal).toEqual(refusal);
});

test("what nobody wrote is of nobody", () => {
  const ofTheClock: Told = [line("a")[0], { at, actor: "clock" }];
  const state = page(ofTheClock, ofTheClock, ofTheClock);
  const about = { state, rule, facts, body: { ...shift, text: "x", photos: [] } };
  expect(outcomeOf(writeLine({ ...about, circumstances: by(lin, at, { actor: "clock" }) }))).toEqual([
    "log.line-written",
  ]);
});
