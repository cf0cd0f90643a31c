import { describe, expect, test } from "vitest";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import { type Instant, instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { correctLine } from "./correct-line.ts";
import { countersignPage } from "./countersign-page.ts";
import { closePage, cutPage } from "./cut-page.ts";
import { logKind, type Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { LogEntry } from "./log-shapes.ts";
import { openPage } from "./open-page.ts";
import { keepRecord, writeLine } from "./write-line.ts";

/* What the acts of a page enter, word for word, and what becomes of the page. */

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const command = "00000000-0000-4000-8000-00000000c0de";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "gate", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };
const [handover, next] = ["gate/2026-11-21/day", "gate/2026-11-21/evening"];
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });
const secretly = (secret: string) => ({ secret, kind: "free-text" });
const ladder = [{ afterMinutes: 5, call: "manager" }];
const rule: LogRule = { countersigned: { by: ["manager", "deputy"], withinMinutes: 60, ladder, cites: ["DLF-09"] } };

type Told = readonly [LogEntry, Under];
const ofLin = (time: string): Under => ({ at: at(time), actor: { person: lin } });
const opened: Told = [{ type: "log.page-opened", body: { occurrence } }, { at: at("08:00") }];
const line = (id: string, more: object = {}): Told => [
  { type: "log.line-written", body: { line: id, text: text(id), photos: [], duringHandover: false, ...more } },
  ofLin("09:00"),
];
const corrected = (id: string, words: string): Told => [
  { type: "log.line-corrected", body: { line: id, text: text(words) } },
  ofLin("09:30"),
];
const cut: Told = [{ type: "log.page-cut", body: { handover, next } }, { at: at("15:50") }];
const closed: Told = [{ type: "log.page-closed", body: { handover, next } }, { at: at("16:02") }];
const signed: Told = [
  { type: "log.countersigned", body: {} },
  { at: at("16:30"), actor: { person: wu } },
];
const page = (...entries: Told[]): Page => given(logKind, handover, entries);

const entered = (decision: Decision<LogEntry>) => (decision.entries ?? []).map(({ type, body }) => ({ type, body }));
const none = { rule: {}, circumstances: by(lin, at("10:00")) };

describe("a page", () => {
  test("is opened empty, for its shift", () => {
    expect(page()).toEqual({ phase: "unknown" });
    expect(page(opened)).toEqual({ phase: "open", occurrence, lines: [], corrections: 0 });
    expect(logKind.under(page())).toBeUndefined();
    expect(logKind.under(page(opened))).toBe(3);
  });

  test("keeps its lines in order, each with who, when and what was said", () => {
    const kept = { category: undefined, photos: [], by: lin, at: at("09:00"), deviceTime: undefined, corrections: [] };
    expect(
      page(opened, line("a"), line("b", { category: "patrol", photos: ["p"], duringHandover: true })),
    ).toMatchObject({
      lines: [
        { ...kept, id: "a", text: text("a"), duringHandover: false },
        { ...kept, id: "b", text: text("b"), category: "patrol", photos: ["p"], duringHandover: true },
      ],
    });
    expect(page(opened, line("a", { by: wu }))).toMatchObject({ lines: [{ by: wu }] });
  });

  test("keeps of a line and of its correction what their devices said of the time", () => {
    const [wrote, put] = [at("08:20"), at("08:25")];
    const told = ([entry, under]: Told, deviceTime: Instant): Told => [entry, { ...under, deviceTime }];
    const state = page(opened, told(line("a"), wrote), told(corrected("a", "b"), put));
    expect(state).toMatchObject({ lines: [{ deviceTime: wrote, corrections: [{ deviceTime: put }] }] });
  });

  test("keeps every correction of a line beside it, and none beside another", () => {
    const state = page(opened, line("a"), line("b"), corrected("b", "b1"), corrected("b", "b2"));
    expect(state).toMatchObject({
      corrections: 2,
      lines: [
        { id: "a", text: text("a"), corrections: [] },
        {
          ...{ id: "b", text: text("b") },
          corrections: [
            { text: text("b1"), by: lin, at: at("09:30") },
            { text: text("b2"), by: lin, at: at("09:30") },
          ],
        },
      ],
    });
  });

  test("is cut, closed and countersigned; where it was never cut, closing cuts it", () => {
    expect(page(opened, cut)).toMatchObject({ phase: "cut", cutAt: at("15:50"), next });
    const again: Told = [{ type: "log.page-reopened", body: { handover } }, { at: at("15:55") }];
    const goesOn = page(opened, line("a"), cut, again);
    expect(goesOn).toEqual(page(opened, line("a")));
    expect(page(opened, cut, again, cut)).toMatchObject({ phase: "cut" });
    expect(page(opened, cut, closed, again)).toMatchObject({ phase: "closed" });
    const end = { phase: "closed", closedAt: at("16:02"), handover, next, corrections: 0, lines: [{ id: "a" }] };
    expect(page(opened, line("a"), cut, closed)).toMatchObject({ ...end, cutAt: at("15:50") });
    expect(page(opened, line("a"), closed)).toMatchObject({ ...end, cutAt: at("16:02") });
    expect(page(opened, cut, closed, signed)).toMatchObject({ countersigned: { by: wu, at: at("16:30") } });
    const remarked: Told = [{ type: "log.countersigned", body: { note: text("n") } }, signed[1]];
    expect(page(opened, cut, closed, remarked)).toMatchObject({ countersigned: { by: wu, note: text("n") } });
  });

  test("is changed by nothing that does not fit", () => {
    expect(page(opened, cut, signed)).toEqual(page(opened, cut));
    expect(page(line("a"), cut, closed)).toEqual({ phase: "unknown" });
  });

  test("owes its countersignature from the closing on, to whom the regulation calls", () => {
    const owed = { key: "countersign", what: "log.countersign", post: "gate", rules: ["DLF-09"], ladder };
    const times = { opensAt: at("16:02"), dueAt: plusMinutes(at("16:02"), 60) };
    expect(logKind.owes(page(opened, cut, closed), rule)).toEqual([{ ...owed, ...times }]);
    expect(logKind.owes(page(opened, cut, closed, signed), rule)).toEqual([{ ...owed, ...times, metAt: at("16:30") }]);
    expect(logKind.owes(page(), rule)).toEqual([]);
  });
});

describe("what is entered", () => {
  test("opening: the shift, once", () => {
    expect(entered(openPage({ ...none, facts: {}, state: page(), body: { occurrence } }))).toEqual([opened[0]]);
    expect(entered(openPage({ ...none, facts: {}, state: page(opened, cut), body: { occurrence } }))).toEqual([]);
  });

  test("a line: named by its command, sealed, under its kind where it has one", () => {
    const facts = { onDuty: true, duringHandover: false };
    const write = (more: object) =>
      writeLine({ ...none, facts, state: page(opened), body: { ...shift, text: "访客", photos: ["p"], ...more } });
    const kept = { line: command, text: secretly("访客"), photos: ["p"], duringHandover: false };
    expect(entered(write({ category: "visit" }))).toEqual([
      { type: "log.line-written", body: { ...kept, category: "visit" } },
    ]);
    expect(entered(write({}))).toEqual([{ type: "log.line-written", body: kept }]);
  });

  test("a line on a page that is cut without a next one is refused without naming one", () => {
    const last: Told = [{ type: "log.page-cut", body: { handover } }, { at: at("15:50") }];
    const facts = { onDuty: true, duringHandover: false };
    const decision = writeLine({
      ...none,
      facts,
      state: page(opened, last),
      body: { ...shift, text: "x", photos: [] },
    });
    expect(decision.refusal).toEqual({ code: "log.page-cut", rules: ["ZB-07"] });
  });

  test("only duty that is required is asked for", () => {
    const body = { ...shift, text: "访客", photos: [] };
    const away = { state: page(opened), body, facts: { onDuty: false, duringHandover: false } };
    const asked = (required: boolean) => ({ onDuty: { required, cites: ["ZB-01"] } });
    expect(outcomeOf(writeLine({ ...none, ...away, rule: asked(true) }))).toMatchObject({ refused: "log.not-on-duty" });
    expect(outcomeOf(writeLine({ ...none, ...away, rule: asked(false) }))).toEqual(["log.line-written"]);
  });

  test("a kept record: whose words, under no kind, and only on an open page", () => {
    const about = {
      ...none,
      facts: { duringHandover: true },
      body: { page: handover, record: text("大堂正常"), by: wu },
    };
    expect(entered(keepRecord({ ...about, state: page(opened) }))).toEqual([
      {
        type: "log.line-written",
        body: { line: command, text: text("大堂正常"), photos: [], by: wu, duringHandover: true },
      },
    ]);
    for (const state of [page(), page(opened, cut)]) expect(entered(keepRecord({ ...about, state }))).toEqual([]);
  });

  test("a correction: of which line, sealed; a line of nobody is corrected by nobody", () => {
    const about = { ...none, facts: {}, body: { ...shift, line: "b", text: "三人" } };
    expect(entered(correctLine({ ...about, state: page(opened, line("a"), line("b"), cut) }))).toEqual([
      { type: "log.line-corrected", body: { line: "b", text: secretly("三人") } },
    ]);
    const ofTheClock: Told = [line("b")[0], { at: at("09:00"), actor: "clock" }];
    const clock = { ...about, circumstances: by(lin, at("10:00"), { actor: "clock" }) };
    for (const each of [about, clock])
      expect(outcomeOf(correctLine({ ...each, state: page(opened, ofTheClock) }))).toMatchObject({
        refused: "log.not-your-line",
      });
  });
});

describe("what ends a page is entered", () => {
  test("an end: the hand-over, and the page that follows where one does", () => {
    const end = { ...none, facts: {}, state: page(opened) };
    for (const [act, type] of [
      [cutPage, "log.page-cut"],
      [closePage, "log.page-closed"],
    ] as const) {
      expect(entered(act({ ...end, body: { ...shift, handover, next } }))).toEqual([
        { type, body: { handover, next } },
      ]);
      expect(entered(act({ ...end, body: { ...shift, handover } }))).toEqual([{ type, body: { handover } }]);
      expect(entered(act({ ...end, state: page(), body: { ...shift, handover } }))).toEqual([]);
    }
  });

  test("a countersignature: with a note where there is one, by any of the functions, or by anybody where none is named", () => {
    const sign = (functions: string[], its: LogRule, note?: string) =>
      countersignPage({
        ...{
          ...none,
          rule: its,
          facts: { functions, head: { version: 3, hash: "h3" } },
          state: page(opened, cut, closed),
        },
        body: { ...shift, ...(note === undefined ? {} : { note }) },
      });
    expect(entered(sign(["deputy"], rule, "已阅"))).toEqual([
      { type: "log.countersigned", body: { note: secretly("已阅") } },
    ]);
    expect(entered(sign([], {}))).toEqual([{ type: "log.countersigned", body: {} }]);
    expect(outcomeOf(sign(["guard"], rule))).toEqual({ refused: "log.function-lacking", rules: ["DLF-09"] });
  });
});
