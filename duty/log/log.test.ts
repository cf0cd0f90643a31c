import { describe, expect, test } from "vitest";
import type { Head, Sealed } from "#duty/grammar/entry.ts";
import { instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { correctLine } from "./correct-line.ts";
import { awaitsCountersign, countersignPage } from "./countersign-page.ts";
import { closePage, cutPage, reopenPage } from "./cut-page.ts";
import { logKind, type Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { LogEntry } from "./log-shapes.ts";
import { openPage } from "./open-page.ts";
import { keepRecord, writeLine } from "./write-line.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const line = "00000000-0000-4000-8000-00000000c0de";
const handover = "lobby/2026-11-21/day";
const next = "lobby/2026-11-21/evening";
const startsAt = instantOf("2026-11-21T08:00:00+08:00");
const endsAt = instantOf("2026-11-21T16:00:00+08:00");
const shift = { post: "lobby", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt, endsAt, under: 3 };
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });

const rule: LogRule = {
  onDuty: { required: true, cites: ["ZB-01"] },
  categories: { list: [{ key: "routine", zh: "日常", en: "Routine", phrases: [] }], cites: ["ZB-16"] },
  countersigned: {
    by: ["department-manager"],
    withinMinutes: 60,
    ladder: [{ afterMinutes: 0, call: "department-manager" }],
    cites: ["DLF-09"],
  },
};

const ofLin: Under = { at: endsAt, actor: { person: lin } };
type Told = readonly [LogEntry, Under];
const opened: Told = [{ type: "log.page-opened", body: { occurrence } }, { at: startsAt }];
const written: Told = [
  { type: "log.line-written", body: { line, text: text("一切正常"), photos: [], duringHandover: false } },
  ofLin,
];
const cut: Told = [{ type: "log.page-cut", body: { handover, next } }, { at: endsAt }];
const closed: Told = [{ type: "log.page-closed", body: { handover, next } }, { at: endsAt }];

const page = (...entries: Told[]): Page => given(logKind, handover, entries);
const circumstances = by(lin, endsAt);
const facts = { onDuty: true, duringHandover: false, functions: [] as string[] };

describe("writing a line", () => {
  const body = { ...shift, text: "访客已登记", category: "routine", photos: [] };
  const write = (about: { state?: Page; body?: object; facts?: object; rule?: LogRule }) =>
    outcomeOf(
      writeLine({
        state: page(opened),
        rule,
        circumstances,
        ...about,
        body: { ...body, ...about.body },
        facts: { ...facts, ...about.facts },
      }),
    );

  test("who is on duty writes, under one of the kinds", () => {
    expect(write({})).toEqual(["log.line-written"]);
    expect(write({ facts: { onDuty: false } })).toEqual({ refused: "log.not-on-duty", rules: ["ZB-01"] });
    expect(write({ body: { category: "poetry" } })).toEqual({ refused: "log.category-missing", rules: ["ZB-16"] });
    expect(write({ body: { category: undefined } })).toMatchObject({ refused: "log.category-missing" });
    expect(write({ body: { category: undefined }, facts: { onDuty: false }, rule: {} })).toEqual(["log.line-written"]);
  });

  test("before the page is open nothing is written; once it is cut, the refusal names the next page", () => {
    expect(write({ state: page() })).toMatchObject({ refused: "log.page-not-open" });
    const decision = writeLine({ state: page(opened, cut), rule, circumstances, body, facts });
    expect(decision.refusal).toEqual({ code: "log.page-cut", rules: ["ZB-07"], detail: { next } });
  });

  test("what is written while the shift before hands over is marked", () => {
    const decision = writeLine({
      state: page(opened),
      rule,
      circumstances,
      body,
      facts: { ...facts, duringHandover: true },
    });
    expect(decision.entries?.[0]?.body).toMatchObject({ duringHandover: true, line });
  });

  test("the record of a post that was left is kept under the name of who left", () => {
    const about = { state: page(opened), rule, circumstances: by(lin, endsAt, { actor: "reaction" }), facts };
    const decision = keepRecord({ ...about, body: { page: handover, record: text("大堂正常"), by: wu } });
    expect(decision.entries?.[0]?.body).toMatchObject({ by: wu, text: text("大堂正常") });
    expect(
      outcomeOf(
        keepRecord({ ...about, state: page(opened, cut), body: { page: handover, record: text("x"), by: wu } }),
      ),
    ).toEqual([]);
  });
});

describe("correcting a line", () => {
  const body = { ...shift, line, text: "访客三人" };
  const correct = (state: Page, who = lin, its = line) =>
    outcomeOf(correctLine({ state, rule, facts: {}, circumstances: by(who, endsAt), body: { ...body, line: its } }));

  test("whoever wrote it corrects it, also on a closed page, and the line stays as it was", () => {
    expect(correct(page(opened, written, closed))).toEqual(["log.line-corrected"]);
    const state = page(opened, written, [
      { type: "log.line-corrected", body: { line, text: text("访客三人") } },
      ofLin,
    ]);
    expect(state).toMatchObject({
      lines: [{ text: text("一切正常"), corrections: [{ text: text("访客三人"), by: lin }] }],
    });
  });

  test("nobody else does, and not a line that is not there", () => {
    expect(correct(page(opened, written), wu)).toEqual({ refused: "log.not-your-line", rules: ["ZB-04"] });
    expect(correct(page(opened))).toMatchObject({ refused: "log.no-such-line" });
    expect(correct(page())).toMatchObject({ refused: "log.no-such-line" });
  });
});

describe("a page ends", () => {
  const end = { ...shift, handover, next };
  const none = { rule, facts: {}, circumstances };

  test("opened once, cut once, closed once", () => {
    expect(outcomeOf(openPage({ ...none, state: page(), body: { occurrence } }))).toEqual(["log.page-opened"]);
    expect(outcomeOf(openPage({ ...none, state: page(opened), body: { occurrence } }))).toEqual([]);
    expect(outcomeOf(cutPage({ ...none, state: page(opened), body: end }))).toEqual(["log.page-cut"]);
    expect(outcomeOf(cutPage({ ...none, state: page(opened, cut), body: end }))).toEqual([]);
    expect(outcomeOf(closePage({ ...none, state: page(opened, cut), body: end }))).toEqual(["log.page-closed"]);
    expect(outcomeOf(reopenPage({ ...none, state: page(opened, cut), body: end }))).toEqual(["log.page-reopened"]);
    for (const state of [page(), page(opened), page(opened, cut, closed)])
      expect(outcomeOf(reopenPage({ ...none, state, body: end }))).toEqual([]);
    expect(outcomeOf(closePage({ ...none, state: page(opened, cut, closed), body: end }))).toEqual([]);
  });

  test("the closed page names its hand-over and the page that follows", () => {
    expect(page(opened, cut, closed)).toMatchObject({ phase: "closed", handover, next });
  });
});

describe("countersigning", () => {
  const head = { version: 4, hash: "h4" };
  const sign = (state: Page, functions: string[], seen?: Head) => {
    const facts = { functions, head };
    return outcomeOf(
      countersignPage({
        state,
        rule,
        body: shift,
        facts,
        circumstances: { ...circumstances, ...(seen ? { seen } : {}) },
      }),
    );
  };

  test("the function that the regulation names signs a closed page, once", () => {
    const state = page(opened, closed);
    expect(sign(state, ["department-manager"])).toEqual(["log.countersigned"]);
    expect(sign(state, ["squad-leader"])).toEqual({ refused: "log.function-lacking", rules: ["DLF-09"] });
    expect(sign(page(opened), ["department-manager"])).toMatchObject({ refused: "log.page-not-closed" });
    const signed = page(opened, closed, [{ type: "log.countersigned", body: {} }, ofLin]);
    expect(sign(signed, ["department-manager"])).toEqual([]);
  });

  test("whoever says which page they saw signs that one: what was corrected since is read first", () => {
    const manager = ["department-manager"];
    const older = { version: 3, hash: "h3" };
    expect(sign(page(opened, closed), manager, head)).toEqual(["log.countersigned"]);
    expect(sign(page(opened, closed), manager, older)).toEqual({ refused: "log.changed-since", rules: ["ZB-03"] });
    expect(sign(page(opened, closed), manager, { ...head, hash: "other" })).toMatchObject({
      refused: "log.changed-since",
    });
    // Who may not sign at all is told that first.
    expect(sign(page(opened, closed), ["squad-leader"], older)).toMatchObject({ refused: "log.function-lacking" });
  });

  test("it is owed from the closing on", () => {
    expect(logKind.owes(page(opened, cut), rule)).toEqual([]);
    expect(logKind.owes(page(opened, closed), {})).toEqual([]);
    expect(logKind.owes(page(opened, closed), rule)).toMatchObject([
      { key: "countersign", dueAt: plusMinutes(endsAt, 60), rules: ["DLF-09"] },
    ]);
    const signed = page(opened, closed, [{ type: "log.countersigned", body: {} }, ofLin]);
    expect(logKind.owes(signed, rule)).toMatchObject([{ metAt: endsAt }]);
  });
});

test("a page waits for its countersignature once it is closed, until it has one", () => {
  const waits = (page: object) => awaitsCountersign(page as Page);
  expect(waits({ phase: "closed" })).toBe(true);
  expect(waits({ phase: "closed", countersigned: { by: "wu", at: 1 } })).toBe(false);
  expect(waits({ phase: "open" })).toBe(false);
  expect(waits({ phase: "cut" })).toBe(false);
});
