import { describe, expect, test } from "vitest";
import { type Instant, instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { arriveAttendance } from "./arrive-attendance.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { briefAttendance } from "./brief-attendance.ts";
import { expectAttendance as expectTurn } from "./expect-attendance.ts";
import { moveAttendance } from "./move-attendance.ts";
import { signOff } from "./sign-off.ts";
import { type SignOnFacts, signOn } from "./sign-on.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const [sun, wu] = ["00000000-0000-4000-8000-000000000009", "00000000-0000-4000-8000-000000000002"];
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "lobby", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };

const rule: AttendanceRule = {
  rostered: { required: true, cites: ["ZB-05"] },
  onePlace: { required: true, cites: ["ZB-06"] },
  opens: { minutes: 60, cites: ["ZB-05"] },
  early: { minutes: 15, cites: ["SLH-01"] },
  briefing: { keyPoints: true, attendees: true, cites: ["SLH-03"] },
  postChange: { record: true, cites: ["GPH-02"] },
  untilRelieved: { required: true, ladder: [{ afterMinutes: 5, call: "squad-leader" }], cites: ["GPH-09"] },
};

type Told = readonly [AttendanceEntry, Under];
const turn = { occurrence, person: lin };
const on: Told = [{ type: "attendance.signed-on", body: { ...turn, lateMinutes: 0 } }, { at: at("07:40") }];
const movedAway: Told = [{ type: "attendance.moved", body: { to: "east-gate" } }, { at: at("10:00") }];
const off: Told = [{ type: "attendance.signed-off", body: { overtimeMinutes: 0 } }, { at: at("16:00") }];
const attendance = (...entries: Told[]): Attendance => given(attendanceKind, "lobby/2026-11-21/day/lin", entries);

describe("signing on", () => {
  const facts: SignOnFacts = {
    occurrence,
    rostered: true,
    elsewhere: undefined,
    linedUpBy: undefined,
    changedFrom: undefined,
    handedOver: false,
    goesAtEnd: false,
    unconfirmed: [],
  };
  const sign = (about: { now?: Instant; facts?: Partial<SignOnFacts>; rule?: AttendanceRule; state?: Attendance }) =>
    signOn({
      state: about.state ?? attendance(),
      body: shift,
      rule: about.rule ?? rule,
      facts: { ...facts, ...about.facts },
      circumstances: by(lin, about.now ?? at("07:40")),
    });

  test("minutes late are counted from when one should have come", () => {
    expect(sign({}).entries?.[0]?.body).toMatchObject({ lateMinutes: 0 });
    expect(sign({ now: at("07:50") }).entries?.[0]?.body).toMatchObject({ lateMinutes: 5 });
    expect(sign({ now: instant(at("07:46") - 1) }).entries?.[0]?.body).toMatchObject({ lateMinutes: 1 });
    expect(sign({ now: at("07:50"), rule: {} }).entries?.[0]?.body).toMatchObject({ lateMinutes: 0 });
  });

  const unread = [{ regulation: "guard-post-handover", hash: "4", rules: ["GPH-01"] }];
  test.each([
    ["who is not rostered", { rostered: false }, "attendance.not-rostered", "ZB-05"],
    ["who is on duty elsewhere", { elsewhere: "east-gate" }, "attendance.elsewhere", "ZB-06"],
    ["who has not confirmed the regulation", { unconfirmed: unread }, "attendance.regulation-unconfirmed", "GPH-01"],
    ["for a shift that is not there", { occurrence: undefined }, "attendance.no-such-shift", "ZB-01"],
  ])("%s does not sign on", (_, about, refused, cited) => {
    expect(outcomeOf(sign({ facts: about }))).toEqual({ refused, rules: [cited] });
  });

  test("not too early, not when the shift is over, not twice", () => {
    expect(outcomeOf(sign({ now: at("06:44") }))).toMatchObject({ refused: "attendance.too-early" });
    expect(outcomeOf(sign({ now: at("06:45") }))).toEqual(["attendance.signed-on"]);
    expect(outcomeOf(sign({ now: at("16:00") }))).toMatchObject({ refused: "attendance.shift-over" });
    expect(outcomeOf(sign({ state: attendance(on) }))).toEqual([]);
    expect(outcomeOf(sign({ state: attendance(on, off) }))).toMatchObject({ refused: "attendance.already-over" });
  });
});

describe("the line-up", () => {
  const lineUp = (body: object, state = attendance(on), its = rule) =>
    outcomeOf(
      briefAttendance({
        state,
        body: { ...shift, attendees: [sun], ...body },
        rule: its,
        facts: { here: [sun, lin, wu], taking: [sun, lin], beside: [], others: [], gone: [], away: false },
        circumstances: by(lin, at("07:50")),
      }),
    );

  test("it has key points and people who heard them, once", () => {
    expect(lineUp({ keyPoints: "注意访客" })).toEqual(["attendance.briefed"]);
    expect(lineUp({})).toEqual({ refused: "attendance.key-points-missing", rules: ["SLH-03"] });
    expect(lineUp({ keyPoints: "注意访客", attendees: [] })).toMatchObject({ refused: "attendance.attendees-missing" });
    expect(lineUp({ keyPoints: "注意访客", attendees: [lin] })).toMatchObject({
      refused: "attendance.attendees-missing",
    });
    const heard = (attendees: string[]) => lineUp({ keyPoints: "注意访客", attendees });
    expect(heard([wu, lin])).toEqual({ refused: "attendance.attendees-missing", rules: ["SLH-03"] });
    expect(heard([wu, sun])).toEqual(["attendance.briefed"]);
    expect(lineUp({ attendees: [wu] }, attendance(on), {})).toEqual(["attendance.briefed"]);
    expect(lineUp({ attendees: [] }, attendance(on), {})).toEqual(["attendance.briefed"]);
    expect(lineUp({ keyPoints: "注意访客" }, attendance())).toMatchObject({ refused: "attendance.not-on-duty" });
    const briefed = attendance(on, [{ type: "attendance.briefed", body: { attendees: [] } }, { at: at("07:50") }]);
    expect(lineUp({ keyPoints: "注意访客" }, briefed)).toMatchObject({ refused: "attendance.already-briefed" });
  });
});

describe("changing posts", () => {
  test("whoever comes from another post has confirmed what binds the one they come to, as whoever signs on", () => {
    const unconfirmed = [{ regulation: "guard-post-handover", hash: "4", rules: ["GPH-01"] }];
    expect(go({ facts: { unconfirmed } })).toEqual({ refused: "attendance.regulation-unconfirmed", rules: ["GPH-01"] });
  });

  const go = (about: { body?: object; facts?: object; state?: Attendance; now?: Instant; rule?: AttendanceRule }) =>
    outcomeOf(
      moveAttendance({
        state: about.state ?? attendance(on),
        body: { ...shift, to: "east-gate", record: "大堂正常", ...about.body },
        rule: about.rule ?? rule,
        facts: {
          ...{
            relieved: false,
            closes: false,
            followed: false,
            rests: false,
            othersOn: 1,
            handsOver: false,
            couldHandOver: 1,
            awaitsRelief: true,
          },
          ...{ covering: undefined, away: false },
          ...{ keptFor: undefined, staysOn: false, stay: undefined, shiftThere: true, page: "lobby/2026-11-21/day" },
          ...{ unconfirmed: [], exchange: undefined, ...about.facts },
        },
        circumstances: by(lin, about.now ?? at("10:00")),
      }),
    );

  test("the work record of the old post is left behind", () => {
    expect(go({})).toEqual(["attendance.moved"]);
    expect(go({ body: { record: undefined } })).toEqual({ refused: "attendance.record-missing", rules: ["GPH-02"] });
    expect(go({ body: { record: undefined }, rule: {} })).toEqual(["attendance.moved"]);
  });

  test("nobody moves away from a post that nobody else has, unless the relief has taken it over", () => {
    const uncovered = { refused: "attendance.post-uncovered", rules: ["GPH-09"] };
    expect(go({ facts: { othersOn: 0 } })).toEqual(uncovered);
    expect(go({ facts: { handsOver: true } })).toEqual(["attendance.moved"]);
    expect(go({ facts: { handsOver: true, couldHandOver: 0 } })).toEqual(uncovered);
    expect(go({ facts: { othersOn: 0, closes: true }, now: at("15:59") })).toEqual(uncovered);
    expect(go({ facts: { othersOn: 0, relieved: true } })).toEqual(["attendance.moved"]);
    expect(go({ facts: { othersOn: 0 }, rule: {} })).toEqual(["attendance.moved"]);
  });

  test("only within the shift, and to a post that has it", () => {
    expect(go({ state: attendance() })).toMatchObject({ refused: "attendance.not-on-duty" });
    expect(go({ now: at("16:00") })).toMatchObject({ refused: "attendance.shift-over" });
    expect(go({ facts: { shiftThere: false } })).toMatchObject({ refused: "attendance.no-such-post" });
    expect(go({ body: { to: "lobby" } })).toMatchObject({ refused: "attendance.no-such-post" });
    expect(go({ facts: { covering: "roof", away: true } })).toMatchObject({ refused: "attendance.covering" });
    expect(go({ facts: { away: true } })).toEqual({ refused: "attendance.away", rules: ["ZB-06"] });
    const stay = { people: 2, cites: ["LVP-05"] };
    expect(go({ facts: { stay } })).toEqual({ refused: "attendance.too-few-stay", rules: ["LVP-05"] });
    expect(go({ facts: { stay, relieved: true } })).toEqual(["attendance.moved"]);
    expect(go({ facts: { stay, othersOn: 2 } })).toEqual(["attendance.moved"]);
    expect(go({ facts: { staysOn: true } })).toEqual({ refused: "attendance.other-shift", rules: ["ZB-06"] });
  });

  test("one comes back to a post that one has left; who moved in is never late, and what was met before stays counted", () => {
    const facts = { occurrence, linedUpBy: undefined };
    const about = { rule, facts, circumstances: by(lin, at("11:00"), { actor: "reaction" }) };
    const body = { ...shift, person: lin, from: "east-gate" };
    expect(outcomeOf(arriveAttendance({ ...about, state: attendance(on, movedAway), body }))).toEqual([
      "attendance.signed-on",
    ]);
    expect(outcomeOf(arriveAttendance({ ...about, state: attendance(on), body }))).toEqual([]);
    const back: Told = [
      { type: "attendance.signed-on", body: { ...turn, lateMinutes: 0, from: "east-gate" } },
      { at: at("11:00") },
    ];
    const state = attendance(on, movedAway, back);
    expect(attendanceKind.owes(state, rule).map(({ key }) => key)).toEqual(["sign-on", "relief", "sign-off"]);
  });
});

const leave = (facts: object, now = at("16:00"), state = attendance(on), its = rule) =>
  signOff({
    state,
    body: shift,
    rule: its,
    facts: {
      ...{ relieved: false, closes: false, followed: false, rests: false, othersOn: 0 },
      ...{ handsOver: false, couldHandOver: 0, awaitsRelief: false, covered: false, covering: undefined },
      stay: undefined,
      ...facts,
    },
    circumstances: by(lin, now),
  });

describe("signing off", () => {
  test("the last one at a post stays until it is relieved", () => {
    expect(outcomeOf(leave({}))).toEqual({ refused: "attendance.post-uncovered", rules: ["GPH-09"] });
    expect(outcomeOf(leave({ relieved: true }))).toEqual(["attendance.signed-off"]);
    expect(outcomeOf(leave({}, at("16:00"), attendance(on), {}))).toEqual(["attendance.signed-off"]);
  });

  test("whoever leads the shift hands it over first, and before the end leaves somebody who could", () => {
    const leads = { othersOn: 1, handsOver: true, couldHandOver: 1 };
    expect(outcomeOf(leave(leads))).toEqual({ refused: "attendance.post-uncovered", rules: ["GPH-09"] });
    expect(outcomeOf(leave({ ...leads, rests: true }))).toMatchObject({ refused: "attendance.post-unclosed" });
    for (const passed of [{ relieved: true }, { closes: true }])
      expect(outcomeOf(leave({ ...leads, ...passed }))).toEqual(["attendance.signed-off"]);
    for (const covered of [true, false]) {
      const early = (facts: object) => outcomeOf(leave({ ...leads, covered, ...facts }, at("15:59")));
      expect(early({})).toEqual(["attendance.signed-off"]);
      expect(early({ couldHandOver: 0 })).toMatchObject({ refused: "attendance.post-uncovered" });
      expect(early({ handsOver: false, couldHandOver: 0 })).toEqual(["attendance.signed-off"]);
      expect(early({ othersOn: 0 })).toMatchObject({ refused: "attendance.post-uncovered" });
    }
  });
});

describe("signing off before the end", () => {
  test("as many stay as are wanted of whoever leaves, unless the shift is theirs no more or is handed over", () => {
    const stay = { people: 2, cites: ["ZB-21"] };
    const early = (facts: object, time = "15:59") =>
      outcomeOf(leave({ othersOn: 1, couldHandOver: 1, stay, ...facts }, at(time)));
    expect(early({})).toEqual({ refused: "attendance.too-few-stay", rules: ["ZB-21"] });
    for (const free of [{ othersOn: 2 }, { covered: true }, { relieved: true }])
      expect(early(free)).toEqual(["attendance.signed-off"]);
    expect(early({}, "16:00")).toEqual(["attendance.signed-off"]);
    expect(early({ othersOn: 0 })).toMatchObject({ refused: "attendance.post-uncovered" });
  });

  test("whoever does not lead goes while others keep the post, after the end only once somebody of the relief is there", () => {
    const second = { othersOn: 1, couldHandOver: 1 };
    const uncovered = { refused: "attendance.post-uncovered", rules: ["GPH-09"] };
    expect(outcomeOf(leave(second))).toEqual(["attendance.signed-off"]);
    expect(outcomeOf(leave({ ...second, awaitsRelief: true }))).toEqual(uncovered);
    const covered = { ...second, awaitsRelief: true, covered: true };
    expect(outcomeOf(leave(covered))).toEqual(uncovered);
    expect(outcomeOf(leave(covered, at("15:59")))).toEqual(["attendance.signed-off"]);
    expect(outcomeOf(leave({ ...second, awaitsRelief: true }, at("16:00"), attendance(on), {}))).toEqual([
      "attendance.signed-off",
    ]);
  });

  test("where nobody follows, the shift closes when it ends and not before", () => {
    expect(outcomeOf(leave({ closes: true, followed: false }))).toEqual(["attendance.signed-off"]);
    expect(outcomeOf(leave({ closes: true, followed: false }, at("15:59")))).toMatchObject({
      refused: "attendance.post-uncovered",
    });
    expect(outcomeOf(leave({ closes: true, followed: false, rests: false, othersOn: 1 }, at("15:59")))).toEqual([
      "attendance.signed-off",
    ]);
  });

  test("others hold the post for one, after the end and before it", () => {
    expect(outcomeOf(leave({ othersOn: 1 }))).toEqual(["attendance.signed-off"]);
    expect(outcomeOf(leave({ othersOn: 1 }, at("12:00")))).toEqual(["attendance.signed-off"]);
    expect(outcomeOf(leave({}, at("12:00")))).toMatchObject({ refused: "attendance.post-uncovered" });
    expect(outcomeOf(leave({ othersOn: 1, covered: true }, at("12:00")))).toEqual(["attendance.signed-off"]);
    expect(outcomeOf(leave({ covered: true }, at("12:00")))).toMatchObject({ refused: "attendance.post-uncovered" });
  });

  test("who stands for somebody who is away stays until they are back", () => {
    expect(outcomeOf(leave({ relieved: true, covering: "east-gate" }))).toEqual({
      refused: "attendance.covering",
      rules: ["ZB-06"],
    });
  });

  test("time beyond the shift is counted, and who is off is off", () => {
    expect(leave({ relieved: true }, at("16:25")).entries?.[0]?.body).toEqual({ overtimeMinutes: 25 });
    expect(outcomeOf(leave({}, at("16:25"), attendance(on, off)))).toEqual([]);
    expect(outcomeOf(leave({}, at("16:25"), attendance()))).toMatchObject({ refused: "attendance.not-on-duty" });
  });
});

test("the clock writes down who was due, once, where the shift is known", () => {
  const about = { body: { ...shift, person: lin }, rule, circumstances: by(lin, at("08:00"), { actor: "clock" }) };
  expect(outcomeOf(expectTurn({ ...about, state: attendance(), facts: { occurrence } }))).toEqual([
    "attendance.expected",
  ]);
  expect(outcomeOf(expectTurn({ ...about, state: attendance(on), facts: { occurrence } }))).toEqual([]);
  expect(outcomeOf(expectTurn({ ...about, state: attendance(), facts: { occurrence: undefined } }))).toMatchObject({
    refused: "attendance.no-such-shift",
  });
});
