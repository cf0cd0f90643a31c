import { expect, test } from "vitest";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { arriveAttendance } from "./arrive-attendance.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { briefAttendance } from "./brief-attendance.ts";
import { excuseAttendance } from "./excuse-attendance.ts";
import { expectAttendance } from "./expect-attendance.ts";
import { moveAttendance } from "./move-attendance.ts";
import { recordAbandonment } from "./record-abandonment.ts";
import { signOff } from "./sign-off.ts";
import { signOn } from "./sign-on.ts";

/* What the acts of a turn enter, word for word, and what a rule that asks for nothing asks. */

const lin = "00000000-0000-4000-8000-000000000001";
const sun = "00000000-0000-4000-8000-000000000009";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "gate", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };
const turn = { occurrence, person: lin };
const text = (words: string) => ({ secret: words, kind: "free-text" });

const rule: AttendanceRule = {
  opens: { minutes: 60, cites: ["ZB-05"] },
  early: { minutes: 15, cites: ["SLH-01"] },
  briefing: { keyPoints: true, attendees: true, cites: ["SLH-03"] },
  untilRelieved: { required: true, ladder: [{ afterMinutes: 5, call: "squad-leader" }], cites: ["GPH-09"] },
  abandonment: { violation: true, by: ["squad-leader", "manager"], cites: ["GPH-10"] },
};

type Told = readonly [AttendanceEntry, Under];
const due: Told = [{ type: "attendance.expected", body: turn }, { at: at("07:00") }];
const on: Told = [{ type: "attendance.signed-on", body: { ...turn, lateMinutes: 4 } }, { at: at("07:49") }];
const moved: Told = [{ type: "attendance.moved", body: { to: "lobby" } }, { at: at("11:00") }];
const excused: Told = [{ type: "attendance.excused", body: { cover: sun } }, { at: at("09:00") }];
const attendance = (...entries: Told[]): Attendance => given(attendanceKind, "gate/2026-11-21/day/lin", entries);

const entered = (decision: ReturnType<typeof signOn>) =>
  (decision.entries ?? []).map(({ type, body }) => ({ type, body }));
const left = {
  relieved: false,
  closes: false,
  followed: false,
  rests: false,
  othersOn: 0,
  handsOver: true,
  couldHandOver: 0,
  awaitsRelief: true,
};
const here = {
  rostered: true,
  elsewhere: undefined,
  linedUpBy: undefined,
  goesAtEnd: false,
  unconfirmed: [],
  changedFrom: undefined,
  handedOver: false,
};

test("signing on: the shift as it is now, who, and how late", () => {
  const about = { state: attendance(), body: shift, rule, facts: { ...here, occurrence } };
  expect(entered(signOn({ ...about, circumstances: by(lin, at("07:49")) }))).toEqual([
    { type: "attendance.signed-on", body: { occurrence, person: lin, lateMinutes: 4 } },
  ]);
  const second = {
    ...about,
    facts: { ...about.facts, linedUpBy: undefined, goesAtEnd: true },
    circumstances: by(lin, at("07:45")),
  };
  const timed = { withinMinutes: 30, latestMinutes: 1440, ladder: [], cites: ["CSD-30"] };
  expect(outcomeOf(signOn({ ...second, rule: { ...rule, signOff: timed } }))).toEqual([
    "attendance.signed-on",
    "attendance.goes-at-end",
  ]);
  expect(outcomeOf(signOn(second))).toEqual(["attendance.signed-on"]);
  const clock = { ...about, circumstances: by(lin, at("07:49"), { actor: "clock" }) };
  expect(outcomeOf(signOn(clock))).toMatchObject({ refused: "attendance.no-such-shift" });
  const late = { ...about, circumstances: by(lin, at("15:59")) };
  expect(entered(signOn({ ...late, state: attendance(due, excused) }))).toHaveLength(1);
  expect(outcomeOf(signOn({ ...late, rule: {}, circumstances: by(lin, at("01:00")) }))).toEqual([
    "attendance.signed-on",
  ]);
});

test("a rule that is not required asks nothing", () => {
  const loose: AttendanceRule = {
    rostered: { required: false, cites: ["ZB-05"] },
    onePlace: { required: false, cites: ["ZB-06"] },
    untilRelieved: { required: false, ladder: [], cites: ["GPH-09"] },
  };
  const facts = { ...here, occurrence, rostered: false, elsewhere: "lobby" };
  const signing = { state: attendance(), body: shift, rule: loose, facts, circumstances: by(lin, at("07:49")) };
  expect(outcomeOf(signOn(signing))).toEqual(["attendance.signed-on"]);
  expect(outcomeOf(signOn({ ...signing, rule: {} }))).toEqual(["attendance.signed-on"]);
  const leaving = { ...left, covered: false, covering: undefined, stay: undefined };
  const about = {
    state: attendance(on),
    body: shift,
    rule: loose,
    facts: leaving,
    circumstances: by(lin, at("16:00")),
  };
  expect(outcomeOf(signOff(about))).toEqual(["attendance.signed-off"]);
  const unbriefed = { keyPoints: false, attendees: false, cites: ["SLH-03"] };
  const lineUp = { ...shift, attendees: [] };
  const holding = {
    state: attendance(on),
    body: lineUp,
    rule: { briefing: unbriefed },
    facts: { here: [], taking: [], beside: [], others: [], gone: [], away: false },
    circumstances: by(lin, at("07:50")),
  };
  expect(outcomeOf(briefAttendance(holding))).toEqual(["attendance.briefed"]);
});

const alone = { ...left, covered: false, covering: undefined, stay: undefined };

test("the post is held at every post, not only at the first", () => {
  const about = { state: attendance(on), body: shift, rule, circumstances: by(lin, at("16:00")) };
  expect(outcomeOf(signOff({ ...about, facts: alone }))).toEqual({
    refused: "attendance.post-uncovered",
    rules: ["GPH-09"],
  });
  const early = { ...about, facts: { ...alone, relieved: true }, circumstances: by(lin, at("15:50")) };
  expect(entered(signOff(early))).toEqual([{ type: "attendance.signed-off", body: { overtimeMinutes: 0 } }]);
});

test("the line-up: key points sealed where there are some, and who heard them", () => {
  const hold = (body: object) =>
    briefAttendance({
      ...{
        state: attendance(on),
        body: { ...shift, attendees: [sun], ...body },
        rule: {},
        facts: { here: [sun], taking: [sun], beside: [], others: [], gone: [], away: false },
      },
      circumstances: by(lin, at("07:50")),
    });
  expect(entered(hold({ keyPoints: "注意访客" }))[0]?.body).toEqual({
    keyPoints: text("注意访客"),
    attendees: [sun],
  });
  expect(entered(hold({}))[0]?.body).toEqual({ attendees: [sun] });
  expect(entered(hold({ attendees: [sun, sun] }))[0]?.body).toEqual({ attendees: [sun] });
  expect(outcomeOf(hold({ attendees: [sun, lin] }))).toEqual({
    refused: "attendance.attendee-unknown",
    rules: ["ZB-01"],
  });
});

test("moving: where to, the record sealed, and the page that keeps it", () => {
  const go = (body: object, page: string | undefined) =>
    moveAttendance({
      ...{ state: attendance(on), body: { ...shift, to: "lobby", ...body }, rule: {} },
      facts: {
        ...alone,
        shiftThere: true,
        page,
        away: false,
        staysOn: false,
        stay: undefined,
        unconfirmed: [],
        exchange: undefined,
        keptFor: undefined,
      },
      circumstances: by(lin, at("10:00")),
    });
  expect(entered(go({ record: "正常" }, "gate/2026-11-21/day"))[0]?.body).toEqual({
    ...{ to: "lobby", record: text("正常"), page: "gate/2026-11-21/day" },
  });
  expect(entered(go({}, undefined))[0]?.body).toEqual({ to: "lobby" });
});

test("arriving: from where, never late; not twice, and not where there is no such shift; a line-up is held once", () => {
  const about = { body: { ...shift, person: lin, from: "lobby" }, rule, circumstances: by(lin, at("10:00")) };
  const facts = { occurrence, linedUpBy: undefined };
  const came = { type: "attendance.signed-on", body: { occurrence, person: lin, lateMinutes: 0, from: "lobby" } };
  expect(entered(arriveAttendance({ ...about, state: attendance(on, moved), facts }))).toEqual([came]);
  expect(
    entered(arriveAttendance({ ...about, state: attendance(), facts: { ...facts, occurrence: undefined } })),
  ).toEqual([]);
  expect(entered(arriveAttendance({ ...about, state: attendance(on), facts }))).toEqual([]);
  expect(entered(arriveAttendance({ ...about, state: attendance(), facts: { ...facts, linedUpBy: sun } }))).toEqual([
    came,
    { type: "attendance.lined-up", body: { by: sun } },
  ]);
});

test("being due, being excused: who, and by whom", () => {
  const clock = { rule, circumstances: by(lin, at("08:00"), { actor: "clock" }) };
  const expected = expectAttendance({
    ...clock,
    state: attendance(),
    body: { ...shift, person: lin },
    facts: { occurrence },
  });
  expect(entered(expected)).toEqual([{ type: "attendance.expected", body: turn }]);
  const body = { ...shift, person: lin, cover: sun };
  expect(entered(excuseAttendance({ ...clock, state: attendance(due), body, facts: { occurrence } }))).toEqual([
    { type: "attendance.excused", body: { cover: sun } },
  ]);
  const excuse = (state: Attendance, its: AttendanceRule, known = occurrence) =>
    entered(excuseAttendance({ ...clock, rule: its, state, body, facts: { occurrence: known } }));
  expect(excuse(attendance(on), rule)).toEqual([]);
  // Of a turn of which nothing is recorded it matters only from when they may sign on.
  expect(excuse(attendance(), {})).toEqual([]);
  expect(excuse(attendance(), rule, { ...occurrence, startsAt: at("10:00") })).toEqual([]);
  const both = ["attendance.expected", "attendance.excused"];
  expect(excuse(attendance(), rule).map(({ type }) => type)).toEqual(both);
  const [opensNow, endsNow] = [
    { ...occurrence, startsAt: at("09:15") },
    { ...occurrence, endsAt: at("08:00") },
  ];
  expect(excuse(attendance(), rule, opensNow).map(({ type }) => type)).toEqual(both);
  expect(excuse(attendance(), rule, endsNow)).toEqual([]);
  expect(excuse(attendance(), rule, { ...endsNow, endsAt: at("08:01") })).toHaveLength(2);
});

test("an abandoned post: since when, what was seen, and whether it counts", () => {
  const none = { signedOver: false, isFollowed: false, deeds: [] };
  const record = (its: AttendanceRule, functions: string[], leftAt = at("12:00")) =>
    recordAbandonment({
      ...{ state: attendance(on), body: { ...shift, person: lin, leftAt, account: "无人" }, rule: its },
      facts: { functions, ...{ relievedAt: undefined, takenOverAt: undefined, nextOnAt: undefined }, ...none },
      circumstances: by(sun, at("12:30")),
    });
  expect(entered(record(rule, ["manager"]))[0]?.body).toEqual({
    ...{ leftAt: at("12:00"), account: text("无人"), violation: true },
  });
  expect(entered(record({}, []))[0]?.body).toMatchObject({ violation: false });
  expect(outcomeOf(record(rule, ["cleaner"]))).toMatchObject({ refused: "attendance.function-lacking" });
  for (const edge of [at("07:49"), at("12:30")]) expect(entered(record(rule, ["manager"], edge))).toHaveLength(1);
});
