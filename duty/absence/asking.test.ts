import { describe, expect, test } from "vitest";
import { type Instant, instant } from "#duty/grammar/time.ts";
import { absenceSample } from "#test/absence-samples.ts";
import { by, outcomeOf } from "#test/given.ts";
import type { Absence } from "./absence.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import { acceptAbsence, askAbsence, type CoverFacts, hindersCover } from "./ask-absence.ts";
import { comeBack, hearAbsence, loseCover, standDown, withdrawAbsence } from "./come-back.ts";
import { leaveAtOnce } from "./leave-at-once.ts";
import { manPost } from "./man-post.ts";

const {
  accepted,
  asked,
  at,
  coverTurn,
  ended,
  entered,
  entries,
  gate,
  left,
  lin,
  ma,
  occurrence,
  returned,
  rule,
  shift,
  turn,
  wu,
  xu,
  atOnce,
} = absenceSample;

const fit: CoverFacts = { on: true, away: false, covering: false, stay: 1 };

const facts = { occurrence, onDuty: true, covering: false, others: [], there: 0, cover: undefined };
const body = { ...shift, why: "work" as const, returnBy: at("12:00") };
const asking = (more: object, its: AbsenceRule = rule, known: object = {}, state = entries()) =>
  askAbsence({
    ...{ state, rule: its, body: { ...body, ...more }, circumstances: by(lin, at("11:30")) },
    facts: { ...facts, ...known },
  });

describe("who may go", () => {
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

  test("what nobody answered in time is void from that moment, whether the clock has come by or not", () => {
    const later = { ...by(lin, at("12:00")) };
    const again = askAbsence({
      ...{ state: entries(asked), rule: {}, body: { ...body, returnBy: at("12:30") }, circumstances: later },
      facts,
    });
    expect(outcomeOf(again)).toEqual(["absence.lapsed", "absence.left"]);
    const accepting = (time: string) =>
      acceptAbsence({
        ...{ state: entries(asked), rule, body: { ...turn, own: gate }, circumstances: by(wu, at(time)) },
        facts: { others: [], there: 0, cover: fit, unconfirmed: [] },
      });
    expect(outcomeOf(accepting("11:59"))).toEqual(["absence.accepted"]);
    expect(outcomeOf(accepting("12:00"))).toMatchObject({ refused: "absence.nobody-asks" });
  });

  test("whoever is away is not told, save of an emergency", () => {
    const others = [
      { person: ma, away: true },
      { person: xu, away: false },
    ];
    expect(entered(asking({}, {}, { others }))[0]?.body).toMatchObject({ told: [xu] });
    const taken = acceptAbsence({
      ...{ state: entries(asked), rule, body: { ...turn, own: gate }, circumstances: by(wu, at("11:40")) },
      facts: { others, there: 0, cover: fit, unconfirmed: [] },
    });
    expect(entered(taken)[0]?.body).toMatchObject({ told: [xu] });
    const gone = leaveAtOnce({
      ...{ state: entries(), rule: {}, body: shift, circumstances: by(lin, at("11:30")) },
      facts: { occurrence, onDuty: true, colleagues: [{ person: ma, post: "lobby" }], relieving: [] },
    });
    expect(entered(gone)[0]?.body).toMatchObject({ told: [ma] });
  });
});

test("what the regulation wants to know is said before one goes, and of a meal nobody says why", () => {
  const wanted = { required: true, cites: ["LVP-04"] };
  expect(asking({}, { reason: wanted }).refusal).toMatchObject({ code: "absence.reason-missing", field: "reason" });
  expect(asking({}, { place: wanted }).refusal).toMatchObject({ code: "absence.place-missing", field: "to" });
  expect(asking({}, { device: wanted }).refusal).toMatchObject({ code: "absence.device-missing", field: "device" });
  expect(outcomeOf(asking({ why: "meal" }, { reason: wanted }))).toEqual(["absence.left"]);
  const uncovered = { refused: "absence.cover-missing", rules: ["LVP-04"] };
  expect(outcomeOf(asking({}, { covered: wanted }, { there: 5 }))).toEqual(uncovered);
});

test("one is back within the shift; whoever is held past its end, as the text says, else after no longer than it lasted", () => {
  const until = (time: string, returnBy: Instant, its: AbsenceRule = {}) =>
    outcomeOf(
      askAbsence({
        ...{ state: entries(), rule: its, body: { ...body, returnBy }, circumstances: by(lin, at(time)) },
        facts,
      }),
    );
  const when = { refused: "absence.return-when", rules: ["ZB-21"] };
  expect(until("11:30", at("11:30"))).toEqual(when);
  expect([until("15:59", at("16:00")), until("16:00", at("16:30"))]).toEqual([["absence.left"], ["absence.left"]]);
  expect(until("15:59", at("16:01"))).toEqual(when);
  expect(until("16:20", at("16:20"))).toEqual(when);
  const latest = at("16:20") + occurrence.endsAt - occurrence.startsAt;
  expect(until("16:20", instant(latest))).toEqual(["absence.left"]);
  expect(until("16:20", instant(latest + 1))).toEqual(when);
  const held = { held: { withinMinutes: 30, cites: ["LVP-07"] } };
  expect(until("16:00", at("16:30"), held)).toEqual(["absence.left"]);
  expect(until("16:00", at("16:31"), held)).toEqual({ ...when, rules: ["LVP-07"] });
});

test("what is asked of a leave is asked again when somebody accepts: meals in turns, and enough at either post", () => {
  const inTurns = { required: true, cites: ["LVP-06"] };
  const away = { others: [{ person: ma, away: true }] };
  const accepting = (state: Absence, its: AbsenceRule, known: object) =>
    outcomeOf(
      acceptAbsence({
        ...{ state, rule: its, body: { ...turn, own: gate }, circumstances: by(wu, at("11:40")) },
        facts: { others: [], there: 1, cover: fit, unconfirmed: [], ...known },
      }),
    );
  const late = { refused: "absence.in-turns", rules: ["LVP-06"] };
  expect(accepting(entries(asked), { inTurns }, away)).toEqual(late);
  expect(accepting(entries(asked), { inTurns }, {})).toEqual(["absence.accepted"]);
  expect(accepting(entries(asked), {}, away)).toEqual(["absence.accepted"]);
  expect(accepting(entries(atOnce), { inTurns }, away), "an emergency waits for no turn").toEqual(["absence.accepted"]);
  const wants = (people: number) => ({ cover: { ...fit, wants: { people, cites: ["LVP-05"] } } });
  const few = { refused: "absence.lends-too-many", rules: ["LVP-05"] };
  expect(accepting(entries(asked), {}, wants(2))).toEqual(few);
  expect(accepting(entries(asked), {}, wants(1))).toEqual(["absence.accepted"]);
  expect(accepting(entries(atOnce), {}, wants(2)), "nor for a head count").toEqual(["absence.accepted"]);
  expect(outcomeOf(asking({ cover: coverTurn }, {}, wants(2)))).toEqual(few);
});

describe("who may cover", () => {
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
    expect(why(fit, 0, { ...shift, person: ma }, 2)).toBe("absence.too-few");
    expect(why({ ...fit, stay: 0 }, 0, { ...shift, shift: "evening", person: wu })).toBeUndefined();
  });
});

describe("who may answer, and end it", () => {
  test("a head count bars nobody who comes where somebody has left at once, and whoever is there already is not more", () => {
    const two = { stay: { people: 2, cites: ["LVP-05"] } };
    const stands = (own: typeof gate, person: string, there: number, state: Absence) =>
      outcomeOf(
        acceptAbsence({
          ...{ state, rule: two, body: { ...turn, own }, circumstances: by(person, at("11:40")) },
          facts: { others: [], there, cover: fit, unconfirmed: [] },
        }),
      );
    expect(stands(gate, wu, 0, entries(atOnce))).toEqual(["absence.accepted"]);
    expect(stands(shift, ma, 0, entries(atOnce))).toMatchObject({ refused: "absence.too-few" });
    expect(stands(gate, wu, 0, entries(asked))).toMatchObject({ refused: "absence.too-few" });
    const comes = (others: number) =>
      outcomeOf(
        manPost({
          ...{ state: entries(atOnce), rule: two, body: { turn, by: wu }, facts: { others } },
          circumstances: by(wu, at("11:40")),
        }),
      );
    expect([comes(0), comes(1)]).toEqual([[], ["absence.post-manned"]]);
  });

  test("meals are taken in turns, work and all else are not", () => {
    const inTurns = { inTurns: { required: true, cites: ["LVP-06"] } };
    const others = [{ person: ma, away: true }];
    const going = (why: "meal" | "work", its: object, known = { others }) =>
      outcomeOf(asking({ why }, its, { ...known, there: 1 }));
    expect(going("meal", inTurns)).toEqual({ refused: "absence.in-turns", rules: ["LVP-06"] });
    expect(going("work", inTurns)).toEqual(["absence.left"]);
    expect(going("meal", {})).toEqual(["absence.left"]);
    expect(going("meal", inTurns, { others: [{ person: ma, away: false }] })).toEqual(["absence.left"]);
  });

  test("whoever accepts has confirmed what binds the post, whatever is said of reading afterwards: somebody stands there still", () => {
    const accepting = acceptAbsence({
      ...{ state: entries(asked), rule, body: { ...turn, own: gate }, circumstances: by(wu, at("11:40")) },
      facts: {
        ...{ others: [], there: 0, cover: fit },
        unconfirmed: [{ regulation: "guards", hash: "4", rules: ["LVP-01"], standInMinutes: 60 }],
      },
    });
    expect(accepting).toMatchObject({
      refusal: {
        code: "absence.regulation-unconfirmed",
        rules: ["LVP-01"],
        detail: { regulation: "guards", post: "lobby" },
      },
    });
  });

  test("whoever accepts must be free, as whoever is asked must", () => {
    const accepting = acceptAbsence({
      ...{ state: entries(asked), rule, body: { ...turn, own: gate }, circumstances: by(wu, at("11:40")) },
      facts: { others: [], there: 0, cover: { ...fit, covering: true }, unconfirmed: [] },
    });
    expect(outcomeOf(accepting)).toEqual({ refused: "absence.cover-elsewhere", rules: ["ZB-06"] });
  });
});

test("whoever covers goes back when others are enough, as many as the regulation says", () => {
  const going = (its: AbsenceRule, there: number, state = entries(asked, accepted)) =>
    outcomeOf(
      standDown({
        ...{ state, rule: its, body: turn, facts: { there, relieved: false } },
        circumstances: by(wu, at("11:40")),
      }),
    );
  const two = { stay: { people: 2, cites: ["LVP-05"] } };
  expect(going(two, 1)).toEqual({ refused: "absence.still-needed", rules: ["LVP-05"] });
  expect(going(two, 2)).toEqual(["absence.cover-ended"]);
  expect(going({}, 0)).toEqual({ refused: "absence.still-needed", rules: ["ZB-21"] });
  expect(going({}, 1)).toEqual(["absence.cover-ended"]);
  expect(going({}, 1, entries(atOnce))).toMatchObject({ refused: "absence.not-covering" });
  const lost = (state: Absence) =>
    outcomeOf(
      loseCover({
        ...{ state, rule, body: { turn, cover: coverTurn }, facts: { there: 0 } },
        circumstances: by(wu, at("11:40")),
      }),
    );
  expect(lost(entries(atOnce))).toEqual([]);
  expect(lost(entries(asked, accepted))).toEqual(["absence.cover-ended", "obligation.escalated"]);
});

describe("only those concerned answer", () => {
  test("accepting, hearing, coming back, going: only by those concerned, and twice is once", () => {
    const by_ = (person: string, state: Absence, known = {}) => ({
      ...{ state, rule, body: { ...turn, own: gate }, circumstances: by(person, at("11:40")) },
      facts: {
        others: [ma, wu].map((each) => ({ person: each, away: false })),
        there: 0,
        cover: fit,
        unconfirmed: [],
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
    expect(comeBack({ ...late, state: entries(left, ended) }).refusal?.code).toBe("absence.not-away");
    const named = { ...late, body: turn };
    const hearing = { ...late, body: turn, facts: { kept: [] }, circumstances: by(ma, at("11:40")) };
    expect(outcomeOf(hearAbsence(hearing))).toEqual(["absence.heard"]);
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
