import { describe, expect, test } from "vitest";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { type BusinessDate, type Instant, instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Absence, askedLeave, coverNow, openLeave, openStand, takenLeave, unsaidLeave } from "./absence.ts";
import { absenceKind, absencePresence, returnDueAt } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";
import { acceptAbsence, askAbsence, type CoverFacts, hindersCover } from "./ask-absence.ts";
import { comeBack, hearAbsence, standDown, withdrawAbsence } from "./come-back.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const ma = "00000000-0000-4000-8000-000000000003";
const xu = "00000000-0000-4000-8000-000000000004";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const date = "2026-11-21" as BusinessDate;
const shift = { post: "lobby", date, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 4 };
const turn = { ...shift, person: lin };
const gate = { ...shift, post: "gate" };
const coverTurn = { ...gate, person: wu };
const id = `lobby/${date}/day/${lin}`;
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });
const rule: AbsenceRule = {
  stay: { people: 1, cites: ["ZB-21"] },
  coDuty: { withinMinutes: 10, cites: ["LVP-07"] },
  back: { withinMinutes: 15, ladder: [{ afterMinutes: 5, call: "lead" }], cites: ["ZB-23"] },
  emergency: {
    ...{ withinMinutes: 5, tellMinutes: 60, cites: ["ZB-22"] },
    ladder: [
      { afterMinutes: 0, call: "leader" },
      { afterMinutes: 10, call: "manager" },
    ],
  },
};

type Told = readonly [AbsenceEntry, Under];
const asked: Told = [
  {
    type: "absence.asked",
    body: { occurrence, why: "meal", to: text("食堂"), returnBy: at("12:00"), cover: coverTurn },
  },
  { at: at("11:30"), actor: { person: lin } },
];
const left: Told = [
  { type: "absence.left", body: { occurrence, why: "work", returnBy: at("12:00"), told: [ma] } },
  { at: at("11:30"), actor: { person: lin } },
];
const accepted: Told = [
  { type: "absence.accepted", body: { cover: coverTurn, told: [ma, xu] } },
  { at: at("11:31"), actor: { person: wu } },
];
const atOnce: Told = [
  { type: "absence.left-at-once", body: { occurrence, told: [ma] } },
  { at: at("11:30"), actor: { person: lin } },
];
const told = (returnBy?: Instant): Told => [
  { type: "absence.told", body: { why: "other", reason: text("有人晕倒"), ...(returnBy ? { returnBy } : {}) } },
  { at: at("11:40"), actor: { person: lin } },
];
const heard: Told = [
  { type: "absence.heard", body: {} },
  { at: at("11:33"), actor: { person: ma } },
];
const returned: Told = [
  { type: "absence.returned", body: { lateMinutes: 0, cover: coverTurn } },
  { at: at("11:50"), actor: { person: lin } },
];
const bare: Told = [{ type: "absence.cover-ended", body: { cover: coverTurn, bare: true } }, { at: at("11:35") }];
const ended: Told = [{ type: "absence.ended", body: {} }, { at: at("11:45") }];
const stood: Told = [
  { type: "absence.stood", body: { occurrence: { ...occurrence }, standsFor: { ...gate, person: wu } } },
  { at: at("11:31") },
];
const entries = (...all: Told[]): Absence => given(absenceKind, id, all);
const owed = (absence: Absence, its = rule) =>
  absenceKind.owes(absence, its).map(({ key, person, dueAt, metAt, endedAt }: Obligation) => {
    const over = metAt === undefined ? (endedAt === undefined ? "open" : "ended") : "met";
    return [key, person, dueAt, over, metAt ?? endedAt] as const;
  });
const entered = (decision: Decision<{ type: string; body: unknown }>) =>
  (decision.entries ?? []).map(({ type, body }) => ({ type, body }));

describe("what becomes of a leave", () => {
  test("asked, accepted, heard, back: covers and times are kept", () => {
    expect(entries().times).toEqual([]);
    expect(askedLeave(entries(asked))).toMatchObject({
      number: 1,
      why: "meal",
      atOnce: false,
      asked: { cover: coverTurn },
    });
    expect(takenLeave(entries(asked))).toBeUndefined();
    const away = entries(asked, accepted, heard);
    expect(askedLeave(away)).toBeUndefined();
    expect(takenLeave(away)).toMatchObject({ leftAt: at("11:31"), told: [ma, xu], heard: { [ma]: at("11:33") } });
    expect(coverNow(takenLeave(away) ?? { covers: [] })).toEqual(coverTurn);
    const back = entries(asked, accepted, returned);
    expect(openLeave(back)).toBeUndefined();
    expect(back.times[0]).toMatchObject({
      covers: [{ turn: coverTurn, since: at("11:31"), until: at("11:50") }],
      over: { at: at("11:50"), how: "returned" },
    });
    expect(absenceKind.under(entries())).toBeUndefined();
    expect(absenceKind.under(back)).toBe(4);
  });

  test("left at once, nobody there until somebody covers, and again when they go", () => {
    const gone = entries(asked, atOnce);
    expect(gone.times.map((each) => each.kind === "leave" && each.over?.how)).toEqual(["withdrawn", undefined]);
    expect(takenLeave(gone)).toMatchObject({ number: 2, atOnce: true, bare: [{ since: at("11:30") }] });
    expect(takenLeave(entries(atOnce, accepted))?.bare).toEqual([{ since: at("11:30"), until: at("11:31") }]);
    expect(takenLeave(entries(atOnce, accepted))?.leftAt).toBe(at("11:30"));
    expect(takenLeave(entries(atOnce, accepted, bare))?.bare.at(-1)).toEqual({ since: at("11:35") });
    expect(unsaidLeave(entries(atOnce, returned))?.number).toBe(1);
    expect(unsaidLeave(entries(atOnce, told()))).toBeUndefined();
    expect(entries(atOnce, returned, told()).times[0]).toMatchObject({ why: "other", saidAt: at("11:40") });
  });

  test("whoever stands in for somebody asks for nothing meanwhile, and is free when it ends", () => {
    const stands = entries(asked, stood);
    expect(stands.times.map(({ kind }) => kind)).toEqual(["leave", "stand"]);
    expect(openLeave(stands)).toBeUndefined();
    expect(openStand(stands)).toMatchObject({ number: 2, standsFor: { ...gate, person: wu }, since: at("11:31") });
    const down: Told = [{ type: "absence.stood-down", body: {} }, { at: at("11:50") }];
    expect(openStand(entries(stood, down))).toBeUndefined();
    expect(openStand(entries(stood, atOnce))).toBeUndefined();
    expect(openStand(entries(stood, ended))).toBeUndefined();
  });

  test("nobody who was asked answered by the time of return: the request is void", () => {
    expect(absenceKind.wakesAt?.(entries(asked), rule)).toBe(at("12:00"));
    expect(absenceKind.wakesAt?.(entries(asked, accepted), rule)).toBeUndefined();
    expect(absenceKind.wake?.(entries(asked), rule, at("11:59"))).toEqual([]);
    expect(absenceKind.wake?.(entries(asked), rule, at("12:00"))).toEqual([{ type: "absence.lapsed", body: {} }]);
    expect(absenceKind.wake?.(entries(left), rule, at("12:30"))).toEqual([]);
    expect(openLeave(entries(asked, [{ type: "absence.lapsed", body: {} }, { at: at("12:00") }]))).toBeUndefined();
  });
});

describe("what is owed", () => {
  test("an answer, the return, the cover, the hearing", () => {
    expect(owed(entries(asked))).toEqual([["accept/1", wu, at("12:00"), "open", undefined]]);
    expect(owed(entries(asked, accepted))).toEqual([
      ["accept/1", wu, at("12:00"), "met", at("11:31")],
      ["return/1", lin, at("12:15"), "open", undefined],
      ["cover/1/1", wu, plusMinutes(at("16:00"), 24 * 60), "open", undefined],
      [`hear/1/${ma}`, ma, at("11:41"), "open", undefined],
      [`hear/1/${xu}`, xu, at("11:41"), "open", undefined],
    ]);
    expect(owed(entries(asked, accepted, heard, returned)).map(([key, , , how, when]) => [key, how, when])).toEqual([
      ["accept/1", "met", at("11:31")],
      ["return/1", "met", at("11:50")],
      ["cover/1/1", "met", at("11:50")],
      [`hear/1/${ma}`, "met", at("11:33")],
      [`hear/1/${xu}`, "ended", at("11:50")],
    ]);
    expect(owed(entries(asked, ended))).toEqual([["accept/1", wu, at("12:00"), "ended", at("11:45")]]);
    expect(owed(entries(left, ended)).map(([key, , , how]) => [key, how])).toEqual([
      ["return/1", "ended"],
      [`hear/1/${ma}`, "ended"],
    ]);
    expect(owed(entries())).toEqual([]);
    expect(owed(entries(left), {}).map(([key, , due]) => [key, due])).toEqual([["return/1", at("12:00")]]);
  });

  test("somebody who stands in, and the reason afterwards", () => {
    expect(owed(entries(atOnce), { ...rule, coDuty: undefined }).map(([key, , due, how]) => [key, due, how])).toEqual([
      ["return/1", at("16:00"), "open"],
      ["stand-in/1/1", at("11:35"), "open"],
      ["tell/1", at("12:30"), "open"],
    ]);
    const covered = owed(entries(atOnce, accepted, bare, told(at("12:10"))));
    expect(covered.map(([key, , due, how]) => [key, due, how])).toEqual([
      ["return/1", at("12:25"), "open"],
      ["cover/1/1", plusMinutes(at("16:00"), 24 * 60), "met"],
      ["stand-in/1/1", at("11:35"), "met"],
      ["stand-in/1/2", at("11:40"), "open"],
      ["tell/1", at("12:30"), "met"],
      [`hear/1/${ma}`, at("11:40"), "open"],
    ]);
    expect(owed(entries(atOnce, ended)).find(([key]) => key === "stand-in/1/1")?.[3]).toBe("ended");
    expect(owed(entries(atOnce, returned)).find(([key]) => key === "stand-in/1/1")?.[3]).toBe("met");
    expect(owed(entries(atOnce), {}).map(([key]) => key)).toEqual(["return/1"]);
    expect(returnDueAt({}, at("16:00"), rule)).toBe(at("16:00"));
  });

  test("who covers elsewhere is away from their own post, who covers a colleague of the same shift is not", () => {
    expect(owed(entries(stood)).map(([key, person, due]) => [key, person, due])).toEqual([
      ["lend/1", lin, plusMinutes(at("16:00"), 24 * 60)],
    ]);
    const here: Told = [
      { type: "absence.stood", body: { occurrence, standsFor: { ...shift, person: wu } } },
      { at: at("11:31") },
    ];
    expect(owed(entries(here))).toEqual([]);
    const line = (what: string) => ({
      stream: { site: "s", noun: "absence", id },
      obligation: { what, person: wu } as Obligation,
    });
    expect(absencePresence(line("absence.return"))).toEqual({ turn, as: "away" });
    expect(absencePresence(line("absence.lend"))).toEqual({ turn, as: "away" });
    expect(absencePresence(line("absence.cover"))).toEqual({ turn: { ...shift, person: wu }, as: "covering" });
    expect(absencePresence(line("absence.hear"))).toBeUndefined();
  });
});

const fit: CoverFacts = { on: true, away: false, covering: false, stay: 1 };

describe("who may go", () => {
  const facts = { occurrence, onDuty: true, covering: false, others: [], there: 0, cover: undefined };
  const body = { ...shift, why: "work" as const, returnBy: at("12:00") };
  const asking = (more: object, its: AbsenceRule = rule, known: object = {}, state = entries()) =>
    askAbsence({
      ...{ state, rule: its, body: { ...body, ...more }, circumstances: by(lin, at("11:30")) },
      facts: { ...facts, ...known },
    });

  test("leaving: the words are sealed, those who stay are told, and who must be asked first is", () => {
    const others = [{ person: ma, away: false }];
    const words = { reason: "巡查", to: "屋面", device: "对讲机" };
    expect(entered(asking(words, rule, { others, there: 1 }))).toEqual([
      {
        type: "absence.left",
        body: {
          ...{ occurrence, why: "work", returnBy: at("12:00"), told: [ma] },
          reason: { secret: "巡查", kind: "free-text" },
          to: { secret: "屋面", kind: "free-text" },
          device: { secret: "对讲机", kind: "free-text" },
        },
      },
    ]);
    expect(entered(asking({ cover: coverTurn }, rule, { cover: fit }))).toEqual([
      { type: "absence.asked", body: { occurrence, why: "work", returnBy: at("12:00"), cover: coverTurn } },
    ]);
    expect(outcomeOf(asking({}))).toEqual({ refused: "absence.cover-missing", rules: ["ZB-21"] });
    expect(outcomeOf(asking({}, {}))).toEqual(["absence.left"]);
    expect(outcomeOf(asking({}, {}, { onDuty: false }))).toMatchObject({ refused: "absence.not-on-duty" });
    expect(outcomeOf(asking({}, {}, { occurrence: undefined }))).toMatchObject({ refused: "absence.not-on-duty" });
    expect(outcomeOf(asking({}, {}, { covering: true }))).toMatchObject({ refused: "absence.covering" });
    expect(outcomeOf(asking({}, {}, {}, entries(left)))).toMatchObject({ refused: "absence.asked-already" });
    for (const not of ["reason", "place", "device", "covered"] as const)
      expect(outcomeOf(asking({}, { [not]: { required: false, cites: ["LVP-04"] } }))).toEqual(["absence.left"]);
  });

  test("nobody covers who is not there, not free, or leaves a post empty, and enough stay", () => {
    const why = (cover: CoverFacts, there = 0, from = coverTurn, people = 1) =>
      hindersCover(from, turn, { stay: { people, cites: ["LVP-05"] } }, { others: [], there, cover })?.refusal.code;
    expect(why(fit)).toBeUndefined();
    expect(why({ ...fit, on: false })).toBe("absence.cover-not-on-duty");
    expect(why({ ...fit, away: true })).toBe("absence.cover-elsewhere");
    expect(why({ ...fit, covering: true })).toBe("absence.cover-elsewhere");
    expect(why({ ...fit, stay: 0 })).toBe("absence.leaves-empty");
    expect(why({ ...fit, stay: 0 }, 1, { ...shift, person: ma })).toBeUndefined();
    expect(why(fit, 0, turn)).toBe("absence.own-cover");
    expect(why(fit, 0, coverTurn, 2)).toBe("absence.too-few");
    expect(why(fit, 1, coverTurn, 2)).toBeUndefined();
    expect(why(fit, 1, { ...shift, person: ma }, 2)).toBe("absence.too-few");
  });
});

describe("who may answer, and end it", () => {
  test("accepting, hearing, coming back, going: only by those concerned, and twice is once", () => {
    const by_ = (person: string, state: Absence, known = {}) => ({
      ...{ state, rule, body: { ...turn, own: gate }, circumstances: by(person, at("11:40")) },
      facts: {
        others: [ma, wu].map((each) => ({ person: each, away: false })),
        there: 0,
        cover: fit,
        ...known,
      },
    });
    expect(entered(acceptAbsence(by_(wu, entries(asked))))).toEqual([
      { type: "absence.accepted", body: { cover: coverTurn, told: [ma] } },
    ]);
    expect(outcomeOf(acceptAbsence(by_(ma, entries(asked))))).toMatchObject({ refused: "absence.not-asked" });
    expect(outcomeOf(acceptAbsence(by_(wu, entries())))).toMatchObject({ refused: "absence.nobody-asks" });
    expect(outcomeOf(acceptAbsence(by_(wu, entries(asked, accepted))))).toEqual([]);
    expect(entered(acceptAbsence(by_(ma, entries(asked, accepted))))[0]?.body).toMatchObject({ instead: coverTurn });
    const late = { state: entries(asked, accepted), rule, body: shift, facts: {}, circumstances: by(lin, at("12:17")) };
    expect(entered(comeBack(late))).toEqual([{ type: "absence.returned", body: { lateMinutes: 2, cover: coverTurn } }]);
    expect(outcomeOf(comeBack({ ...late, state: entries(left, returned) }))).toEqual([]);
    expect(outcomeOf(comeBack({ ...late, state: entries(left, ended) }))).toMatchObject({
      refused: "absence.not-away",
    });
    const named = { ...late, body: turn };
    expect(outcomeOf(hearAbsence({ ...named, circumstances: by(ma, at("11:40")) }))).toEqual(["absence.heard"]);
    expect(outcomeOf(withdrawAbsence({ ...named, state: entries(asked) }))).toEqual(["absence.withdrawn"]);
    const going = (there: number, relieved: boolean, its = rule, person = wu) =>
      outcomeOf(standDown({ ...named, rule: its, facts: { there, relieved }, circumstances: by(person, at("11:40")) }));
    expect(going(1, false)).toEqual(["absence.cover-ended"]);
    expect(going(0, true)).toEqual(["absence.cover-ended"]);
    expect(going(0, false)).toMatchObject({ refused: "absence.still-needed" });
    expect(going(1, false, { covered: { required: true, cites: ["LVP-04"] } })).toMatchObject({ rules: ["LVP-04"] });
    expect(going(1, false, rule, ma)).toMatchObject({ refused: "absence.not-covering" });
  });
});
