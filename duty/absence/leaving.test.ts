import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import { type BusinessDate, type Instant, instantOf, minute } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Absence, coverNow, openLeave, takenLeave } from "./absence.ts";
import { absenceKind } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";
import { acceptAbsence, askAbsence } from "./ask-absence.ts";
import { endWithDuty, hearAbsence, loseCover, release, stand, standDown, withdrawAbsence } from "./come-back.ts";
import { canReturnBy, leaveAtOnce, tellAbsence } from "./leave-at-once.ts";
import { comeInstead, manPost } from "./man-post.ts";

/* Leaving at once, telling afterwards, and what follows from one stream to another. */

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const ma = "00000000-0000-4000-8000-000000000003";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "lobby", date: "2026-11-21" as BusinessDate, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 4 };
const turn = { ...shift, person: lin };
const coverTurn = { ...shift, post: "gate", person: wu };
const emergency = { withinMinutes: 5, tellMinutes: 60, cites: ["ZB-22"] };
const rule: AbsenceRule = {
  emergency: {
    ...emergency,
    ladder: [
      { afterMinutes: 0, call: "leader" },
      { afterMinutes: 0, call: "supervisor" },
      { afterMinutes: 10, call: "manager" },
    ],
  },
};

type Told = readonly [AbsenceEntry, Under];
const under = (time: string, person = lin): Under => ({ at: at(time), actor: { person } });
const atOnce: Told = [{ type: "absence.left-at-once", body: { occurrence, told: [ma] } }, under("11:30")];
const asked: Told = [
  { type: "absence.asked", body: { occurrence, why: "meal", returnBy: at("12:00"), cover: coverTurn } },
  under("11:30"),
];
const accepted: Told = [{ type: "absence.accepted", body: { cover: coverTurn, told: [] } }, under("11:31", wu)];
const stood: Told = [{ type: "absence.stood", body: { occurrence, standsFor: coverTurn } }, under("11:31")];
const returned: Told = [{ type: "absence.returned", body: { lateMinutes: 0 } }, under("11:50")];
const entries = (...all: Told[]): Absence => given(absenceKind, `lobby/2026-11-21/day/${lin}`, all);
const entered = (decision: Decision<{ type: string; body: unknown }>) =>
  (decision.entries ?? []).map(({ type, body }) => ({ type, body }));
const circumstances = by(lin, at("11:40"));
const called = (key: string, rung: number, call: string) => ({
  type: "obligation.escalated",
  body: { key, rung, call, dueAt: at("11:45") },
});

describe("leaving at once", () => {
  const facts = { occurrence, onDuty: true, colleagues: [{ person: ma, post: "lobby" }], relieving: [] };
  const leave = (state: Absence, known: object = {}, its = rule) =>
    leaveAtOnce({ state, body: shift, rule: its, facts: { ...facts, ...known }, circumstances });

  test("those there are told, and every rung that waits for nothing is called in the same moment", () => {
    expect(entered(leave(entries()))).toEqual([
      { type: "absence.left-at-once", body: { occurrence, told: [ma] } },
      { type: "absence.colleagues-called", body: { people: [{ person: ma, post: "lobby" }] } },
      called(`hear/1/${ma}`, 1, "@colleague"),
      called("stand-in/1/1", 1, "leader"),
      called("stand-in/1/1", 2, "supervisor"),
    ]);
    expect(entered(leave(entries(asked), { colleagues: [] }))[1]).toMatchObject({ body: { key: "stand-in/2/1" } });
    expect(entered(leave(entries(stood)))[0]?.body).toEqual({ occurrence, told: [ma], stoodFor: coverTurn });
    expect(outcomeOf(leave(entries(), {}, {}))).toEqual(["absence.left-at-once"]);
    const relieved = entered(leave(entries(), { relieving: [wu] }));
    expect(relieved[3]).toEqual({ type: "absence.post-manned", body: { by: wu } });
    const aboutGoing = { key: "tell/1", dueAt: at("12:40") };
    expect(relieved.slice(4)).toMatchObject(
      ["leader", "supervisor"].map((call) => ({ type: "obligation.escalated", body: { ...aboutGoing, call } })),
    );
    expect(outcomeOf(leave(entries(), { relieving: [wu] }, {}))).toEqual([
      "absence.left-at-once",
      "absence.post-manned",
    ]);
    const two = { ...rule, stay: { people: 2, cites: ["LVP-05"] } };
    expect(outcomeOf(leave(entries(), { relieving: [wu] }, two))).not.toContain("absence.post-manned");
  });

  test("nobody who is not on duty does, and who has gone has gone", () => {
    expect(outcomeOf(leave(entries(), { onDuty: false }))).toEqual({
      refused: "absence.not-on-duty",
      rules: ["ZB-01"],
    });
    expect(outcomeOf(leave(entries(), { occurrence: undefined }))).toMatchObject({ refused: "absence.not-on-duty" });
    expect(outcomeOf(leave(entries(atOnce)))).toEqual([]);
    expect(outcomeOf(leave(entries(asked, accepted)))).toEqual([]);
  });
});

describe("telling afterwards", () => {
  const tell = (state: Absence, more: object, its: AbsenceRule = {}) =>
    tellAbsence({
      ...{ state, rule: its, facts: {}, circumstances },
      body: { ...shift, why: "other", reason: "救人", ...more },
    });

  test("while away one says when one will be back, afterwards only why", () => {
    const reason = { secret: "救人", kind: "free-text" };
    expect(entered(tell(entries(atOnce), { returnBy: at("12:00") }))).toEqual([
      { type: "absence.told", body: { why: "other", reason, returnBy: at("12:00") } },
    ]);
    expect(entered(tell(entries(atOnce, returned), { returnBy: at("12:00") }))).toEqual([
      { type: "absence.told", body: { why: "other", reason } },
    ]);
    expect(outcomeOf(tell(entries(atOnce), {}))).toEqual({ refused: "absence.return-when", rules: ["ZB-22"] });
    expect(outcomeOf(tell(entries(atOnce), { returnBy: at("11:40") }))).toMatchObject({
      refused: "absence.return-when",
    });
    expect(outcomeOf(tell(entries(asked, accepted), { returnBy: at("12:00") }))).toMatchObject({
      refused: "absence.nothing-to-tell",
    });
  });

  test("where to is told where the regulation asks for it, and only while away", () => {
    const place = (required: boolean) => ({ place: { required, cites: ["LVP-02"] } });
    const back = { returnBy: at("12:00") };
    expect(outcomeOf(tell(entries(atOnce), back, place(true)))).toEqual({
      refused: "absence.place-missing",
      rules: ["LVP-02"],
    });
    expect(outcomeOf(tell(entries(atOnce), { ...back, to: "三楼" }, place(true)))).toEqual(["absence.told"]);
    expect(outcomeOf(tell(entries(atOnce), back, place(false)))).toEqual(["absence.told"]);
    expect(outcomeOf(tell(entries(atOnce, returned), {}, place(true)))).toEqual(["absence.told"]);
  });

  test("a return lies after now; one that was asked for not after the end of the shift, one of an emergency where it will", () => {
    const facts = { occurrence, onDuty: true, covering: false, others: [], there: 1, cover: undefined };
    const body = { ...shift, why: "other" as const };
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 1200 }), (minutes) => {
        const returnBy = (at("11:40") + minutes * minute) as Instant;
        const ask = askAbsence({ state: entries(), rule: {}, facts, circumstances, body: { ...body, returnBy } });
        expect(ask.refusal === undefined).toBe(returnBy > at("11:40") && returnBy <= at("16:00"));
        expect(tell(entries(atOnce), { returnBy }).refusal === undefined).toBe(returnBy > at("11:40"));
      }),
    );
  });

  test("the return of an emergency lies within a day of the end of the shift, or of now where that is past", () => {
    const last = at("16:00") + 1440 * minute;
    expect(canReturnBy(last as Instant, at("11:40"), occurrence)).toBe(true);
    expect(canReturnBy((last + 1) as Instant, at("11:40"), occurrence)).toBe(false);
    const muchLater = (last + minute) as Instant;
    expect(canReturnBy((muchLater + minute) as Instant, muchLater, occurrence)).toBe(true);
  });
});

describe("what follows from one stream to another", () => {
  const about = { rule, facts: {}, circumstances };

  test("whoever accepted stands elsewhere until released, once", () => {
    const elsewhere = { turn, standsFor: coverTurn };
    expect(entered(stand({ ...about, state: entries(), body: elsewhere, facts: { occurrence } }))).toEqual([
      { type: "absence.stood", body: { occurrence, standsFor: coverTurn } },
    ]);
    expect(entered(stand({ ...about, state: entries(), body: elsewhere, facts: { occurrence: undefined } }))).toEqual(
      [],
    );
    expect(outcomeOf(release({ ...about, state: entries(stood), body: {} }))).toEqual(["absence.stood-down"]);
    expect(outcomeOf(release({ ...about, state: entries(), body: {} }))).toEqual([]);
  });

  test("whoever covers is free once the post has passed on, whatever the regulation asks of covers", () => {
    const down = (relieved: boolean) =>
      outcomeOf(
        standDown({
          ...{ state: entries(asked, accepted), body: turn, facts: { there: 5, relieved } },
          ...{ rule: { covered: { required: true, cites: ["LVP-04"] } }, circumstances: by(wu, at("15:58")) },
        }),
      );
    expect(down(true)).toEqual(["absence.cover-ended"]);
    expect(down(false)).toEqual({ refused: "absence.still-needed", rules: ["LVP-04"] });
  });

  test("where whoever covered has gone, the ladder is called again; whoever else goes changes nothing", () => {
    const lose = (state: Absence, person = wu) =>
      entered(loseCover({ ...about, facts: { there: 0 }, state, body: { turn, cover: { ...coverTurn, person } } }));
    const ended = { type: "absence.cover-ended", body: { cover: coverTurn, bare: true } };
    expect(lose(entries(asked, accepted)).slice(0, 2)).toEqual([ended, called("stand-in/1/1", 1, "leader")]);
    expect(lose(entries(atOnce, accepted))[1]).toMatchObject({ body: { key: "stand-in/1/2" } });
    expect(lose(entries(asked, accepted), ma)).toEqual([]);
    expect(lose(entries(asked))).toEqual([]);
  });

  const alone = { goesOn: false, awayFrom: [], occurrence };
  test("a turn that ends ends leave and cover, and says whom it concerns", () => {
    const end = (state: Absence, there = 1, passesAt: Instant | undefined = at("16:00")) =>
      entered(endWithDuty({ ...about, facts: { ...alone, there, passesAt }, state, body: { turn, how: "passed" } }))[0]
        ?.body;
    expect(end(entries(asked, accepted))).toEqual({ cover: coverTurn });
    expect(end(entries(stood))).toEqual({ stoodFor: coverTurn });
    expect(end(entries(asked))).toEqual({});
    expect(end(entries(atOnce, returned))).toBeUndefined();
    const owes = { owesReason: true };
    expect([end(entries(atOnce)), end(entries(atOnce), 0, at("11:00"))]).toEqual([owes, owes]);
    expect(end(entries(atOnce), 0)).toEqual({ bareUntil: at("16:00"), ...owes });
    expect(end(entries(atOnce, accepted), 0)).toEqual({ cover: coverTurn, ...owes });
  });

  test("an answer is of whoever was asked, and hearing of whoever was told", () => {
    const named = { ...about, body: turn };
    const no = (person: string, state: Absence) =>
      outcomeOf(withdrawAbsence({ ...named, state, circumstances: by(person, at("11:40")) }));
    expect(no(wu, entries(asked))).toEqual(["absence.withdrawn"]);
    expect(no(ma, entries(asked))).toEqual({ refused: "absence.not-asked", rules: ["ZB-21"] });
    expect(no(lin, entries(asked, accepted))).toMatchObject({ refused: "absence.nobody-asks" });
    const hear = (person: string, state: Absence) =>
      outcomeOf(hearAbsence({ ...named, facts: { kept: [] }, state, circumstances: by(person, at("11:40")) }));
    const heard: Told = [{ type: "absence.heard", body: {} }, under("11:35", ma)];
    expect(hear(ma, entries(atOnce))).toEqual(["absence.heard"]);
    expect(hear(ma, entries(atOnce, heard))).toEqual([]);
    expect(hear(wu, entries(atOnce))).toEqual({ refused: "absence.not-told", rules: ["ZB-21"] });
    expect(hear(ma, entries(atOnce, returned))).toMatchObject({ refused: "absence.not-away" });
  });
});

test("the call about a post where nobody stands ends when somebody comes, or the shift that follows is over", () => {
  const gone: Told = [{ type: "absence.ended", body: { bareUntil: at("16:00") } }, { at: at("11:45") }];
  const owed = (...told: Told[]) =>
    absenceKind.owes(entries(atOnce, ...told), rule).find(({ what }) => what === "absence.stand-in");
  expect(owed(gone)).toMatchObject({ detail: { about: lin } });
  expect([owed(gone)?.metAt, owed(gone)?.endedAt]).toEqual([undefined, undefined]);
  expect(absenceKind.wakesAt?.(entries(atOnce, gone), rule)).toBe(at("16:00"));
  expect(absenceKind.wake?.(entries(atOnce, gone), rule, at("15:59"))).toEqual([]);
  const passed = absenceKind.wake?.(entries(atOnce, gone), rule, at("16:00")) ?? [];
  expect(passed).toEqual([{ type: "absence.post-passed", body: {} }]);
  expect(owed(gone, [{ type: "absence.post-passed", body: {} }, { at: at("16:00") }])?.endedAt).toBe(at("16:00"));
  const manned: Told = [{ type: "absence.post-manned", body: { by: wu } }, { at: at("12:00") }];
  expect(owed(gone, manned)?.metAt).toBe(at("12:00"));
  expect(owed(manned)?.metAt).toBe(at("12:00"));
  const come = (state: Absence) =>
    entered(manPost({ rule, circumstances, facts: { others: 0 }, state, body: { turn, by: wu } }));
  expect(come(entries(atOnce, gone))).toEqual([{ type: "absence.post-manned", body: { by: wu } }]);
  expect(come(entries(atOnce, gone, manned))).toEqual([]);
  const body = { turn: coverTurn, post: "lobby" };
  const comes = (left: readonly Turn[], otherTurns: readonly Turn[] = []) =>
    entered(comeInstead({ rule, circumstances, facts: { left, otherTurns }, state: entries(), body }));
  expect(comes([turn])).toEqual([{ type: "absence.came-instead", body: { of: [turn] } }]);
  expect(comes([])).toEqual([]);
  expect(comes([turn], [turn])).toEqual([{ type: "absence.came-again", body: { to: [turn] } }]);
});

const anyEntry = fc.constantFrom<Told>(
  atOnce,
  asked,
  accepted,
  stood,
  returned,
  [{ type: "absence.cover-ended", body: { cover: coverTurn, bare: true } }, under("11:55")],
  [{ type: "absence.ended", body: {} }, under("12:00")],
  [{ type: "absence.withdrawn", body: {} }, under("12:05")],
);

test("whatever happens, at most one leave is open and one person covers it", () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 12 }), (happened) => {
      const allowed: Told[] = [];
      // Nobody who has a leave open asks for another.
      for (const each of happened) if (each !== asked || !openLeave(entries(...allowed))) allowed.push(each);
      const state = entries(...allowed);
      const leaves = state.times.filter((each) => each.kind === "leave" && each.over === undefined);
      expect(leaves.length).toBeLessThanOrEqual(1);
      const taken = takenLeave(state);
      expect((taken?.covers ?? []).filter(({ until }) => until === undefined).length).toBeLessThanOrEqual(1);
      if (taken && coverNow(taken)) expect(taken.bare.every(({ until }) => until !== undefined)).toBe(true);
      expect(new Set(state.times.map(({ number }) => number)).size).toBe(state.times.length);
      for (const { key } of absenceKind.owes(state, rule)) expect(key).toMatch(/^[a-z-]+\/\d+/);
    }),
  );
});

test("whoever is asked may be asked to accept only what they can", () => {
  const facts = { occurrence, onDuty: true, covering: false, others: [], there: 0, cover: undefined };
  const ask = (more: object) =>
    askAbsence({
      ...{ state: entries(), rule: {}, facts, circumstances },
      body: { ...shift, why: "other", returnBy: at("12:00"), ...more },
    });
  expect(outcomeOf(ask({ cover: coverTurn }))).toEqual(["absence.asked"]);
  const fit = { on: true, away: false, covering: false, stay: 1 };
  const accept = acceptAbsence({
    ...{ state: entries(atOnce), rule: {}, circumstances: by(wu, at("11:40")) },
    ...{
      body: { ...turn, own: { ...shift, post: "gate" } },
      facts: { others: [{ person: ma, away: false }], there: 0, cover: fit, unconfirmed: [] },
    },
  });
  expect(entered(accept)).toEqual([{ type: "absence.accepted", body: { cover: coverTurn, told: [] } }]);
});
