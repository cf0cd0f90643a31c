import { describe, expect, test } from "vitest";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { type RecordSignOffFacts, recordSignOff } from "./record-sign-off.ts";
import { unscheduleAttendance } from "./unschedule-attendance.ts";

/* Whoever goes without signing off, and by when they should have. */

const [lin, wu] = ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"];
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const tomorrow = (time: string): Instant => instantOf(`2026-11-22T${time}:00+08:00`);
const occurrence = {
  ...{ post: "gate", date: "2026-11-21" as never, shift: "day", under: 3 },
  ...{ startsAt: at("08:00"), endsAt: at("16:00") },
};
const shift = { post: "gate", date: "2026-11-21" as never, shift: "day" };

const rule: AttendanceRule = {
  untilRelieved: { required: true, ladder: [], cites: ["GPH-09"] },
  signOff: { withinMinutes: 30, latestMinutes: 1440, ladder: [{ afterMinutes: 0, call: "chief" }], cites: ["CSD-30"] },
  recordSignOff: { by: ["chief"], cites: ["CSD-31"] },
};

type Told = readonly [AttendanceEntry, Under];
const body = { occurrence, person: lin, lateMinutes: 0 };
const due: Told = [{ type: "attendance.expected", body: { occurrence, person: lin } }, { at: at("07:45") }];
const on: Told = [{ type: "attendance.signed-on", body }, { at: at("07:45") }];
const atEnd: Told = [{ type: "attendance.goes-at-end", body: {} }, { at: at("07:45") }];
const freed = (time: Instant): Told => [{ type: "attendance.freed", body: {} }, { at: time }];
const heldAt = (time: Instant, until: Instant): Told => [{ type: "attendance.held", body: { until } }, { at: time }];
const off = (time: Instant): Told => [
  { type: "attendance.signed-off", body: { overtimeMinutes: 0 } },
  { at: time, actor: { person: lin } },
];
const moved: Told = [{ type: "attendance.moved", body: { to: "lobby" } }, { at: at("11:00") }];
const recorded = (time: Instant, entered: Instant): Told => [
  {
    type: "attendance.sign-off-recorded",
    body: { at: time, overtimeMinutes: 0, reason: { sealed: "s", kind: "free-text" } },
  },
  { at: entered, actor: { person: wu } },
];
const attendance = (...entries: Told[]): Attendance => given(attendanceKind, "gate/2026-11-21/day/lin", entries);
const owedOff = (state: Attendance, its = rule) =>
  attendanceKind.owes(state, its).find(({ key }) => key === "sign-off");

describe("signing off is owed", () => {
  test("half an hour after the end by whoever may go then, and a squad leader is called", () => {
    expect(owedOff(attendance(on, atEnd))).toMatchObject({
      ...{ opensAt: at("16:00"), dueAt: at("16:30"), rules: ["GPH-09", "CSD-30"] },
      ladder: [{ afterMinutes: 0, call: "chief" }],
    });
  });

  test("by whoever waits for the relief not before the post has passed on, though it were hours after the end", () => {
    expect(owedOff(attendance(on, heldAt(at("16:30"), at("17:00"))))?.dueAt).toBe(at("17:00"));
    expect(owedOff(attendance(on, heldAt(at("16:30"), at("17:00")), freed(at("16:40"))))?.dueAt).toBe(at("17:10"));
    expect(owedOff(attendance(on, freed(at("15:58")), heldAt(at("16:30"), at("17:00"))))?.dueAt).toBe(at("17:00"));
    expect(owedOff(attendance(on, freed(at("15:58"))))?.dueAt).toBe(at("16:30"));
    expect(owedOff(attendance(on, freed(at("18:10"))))?.dueAt).toBe(at("18:40"));
  });

  test("at the end itself where no rule gives time", () => {
    expect(owedOff(attendance(on), { untilRelieved: rule.untilRelieved })).toMatchObject({
      ...{ dueAt: at("16:00"), ladder: [], rules: ["GPH-09"] },
    });
  });

  test("until it is told; what is recorded afterwards counts from when it was entered, and is corrected without that", () => {
    expect(owedOff(attendance(on, off(at("16:05"))))?.metAt).toBe(at("16:05"));
    const late = attendance(on, recorded(at("16:05"), tomorrow("08:00")));
    expect([owedOff(late)?.metAt, late]).toMatchObject([tomorrow("08:00"), { phase: "off", offAt: at("16:05") }]);
    const corrected = attendance(on, off(tomorrow("08:00")), recorded(at("16:05"), tomorrow("09:00")));
    expect([owedOff(corrected)?.metAt, corrected]).toMatchObject([tomorrow("08:00"), { offAt: at("16:05") }]);
    const twice = attendance(on, recorded(at("17:00"), tomorrow("08:00")), recorded(at("16:05"), tomorrow("09:00")));
    expect([owedOff(twice)?.metAt, twice]).toMatchObject([tomorrow("08:00"), { offAt: at("16:05") }]);
  });

  test("and what is told out of turn changes nothing", () => {
    for (const told of [
      atEnd,
      freed(at("09:00")),
      heldAt(at("09:00"), at("10:00")),
      recorded(at("09:00"), at("10:00")),
    ])
      expect(attendance(due, told)).toEqual(attendance(due));
  });
});

const facts: RecordSignOffFacts = {
  ...{ functions: ["chief"], tookOver: false, handedOverAt: undefined, covering: undefined },
  ...{ deeds: [], nextOnAt: undefined },
  ...{ relieved: true, closes: false, followed: false, rests: false, othersOn: 0, handsOver: true, couldHandOver: 0 },
  awaitsRelief: false,
};
const ask = (about: {
  state?: Attendance;
  at?: Instant;
  facts?: Partial<RecordSignOffFacts>;
  its?: AttendanceRule;
  who?: string;
  now?: Instant;
}) =>
  recordSignOff({
    state: about.state ?? attendance(on),
    body: { ...shift, person: lin, at: about.at ?? at("16:05"), reason: "忘了下岗" },
    ...{ rule: about.its ?? rule, facts: { ...facts, ...about.facts } },
    circumstances: by(about.who ?? wu, about.now ?? tomorrow("08:00")),
  });

describe("recording a sign-off", () => {
  const relief = { functions: [], tookOver: true };

  test("says when they left, how much over, and why; by a superior, or by whoever took the post over", () => {
    const entries = [
      {
        type: "attendance.sign-off-recorded",
        body: { at: at("16:05"), overtimeMinutes: 5, reason: { secret: "忘了下岗", kind: "free-text" } },
      },
    ];
    expect(ask({}).entries).toEqual(entries);
    expect(ask({ facts: relief }).entries).toEqual(entries);
    expect(ask({ at: at("15:50") }).entries?.[0]?.body).toMatchObject({ overtimeMinutes: 0 });
  });

  test.each([
    ["by themselves", { who: lin }, "attendance.own-sign-off", ["CSD-31"]],
    ["by anybody else", { facts: { functions: ["other"] } }, "attendance.function-lacking", ["CSD-31"]],
    [
      "corrected by the relief",
      { facts: relief, state: attendance(on, off(at("17:00"))) },
      "attendance.function-lacking",
      ["CSD-31"],
    ],
    ["of somebody who never came", { state: attendance(due) }, "attendance.not-on-duty", ["CSD-31"]],
    ["of somebody who moved", { state: attendance(on, moved) }, "attendance.not-on-duty", ["CSD-31"]],
    ["of somebody who stands in for another", { facts: { covering: "lobby" } }, "attendance.covering", ["ZB-06"]],
    ["that empties the post", { facts: { relieved: false } }, "attendance.post-uncovered", ["GPH-09"]],
    ["before they came", { at: at("07:44") }, "attendance.left-when", ["CSD-31"]],
    ["in the future", { at: tomorrow("08:01") }, "attendance.left-when", ["CSD-31"]],
    ["before they handed over", { facts: { handedOverAt: at("16:06") } }, "attendance.left-when", ["CSD-31"]],
    [
      "later than they said themselves",
      { state: attendance(on, off(at("16:04"))) },
      "attendance.left-when",
      ["CSD-31"],
    ],
  ])("%s is refused", (_, about, refused, rules) => {
    expect(outcomeOf(ask(about))).toEqual({ refused, rules });
  });

  test("cites the house where no rule says who may", () => {
    expect(outcomeOf(ask({ its: {}, who: lin }))).toEqual({ refused: "attendance.own-sign-off", rules: ["ZB-30"] });
    expect(outcomeOf(ask({ its: {}, at: at("07:44") }))).toEqual({ refused: "attendance.left-when", rules: ["ZB-30"] });
  });

  test("is refused where they were at the post later, but for what they did in the shift that follows", () => {
    const deeds = [{ at: at("16:20"), what: "signed" as const }];
    expect(ask({ facts: { deeds } }).refusal).toMatchObject({
      ...{ code: "attendance.was-at-post", rules: ["CSD-31"], field: "at", detail: { doneAt: at("16:20") } },
    });
    expect(outcomeOf(ask({ facts: { deeds, nextOnAt: at("16:20") } }))).toMatchObject({
      refused: "attendance.was-at-post",
    });
    expect(outcomeOf(ask({ facts: { deeds, nextOnAt: at("16:19") } }))).toEqual(["attendance.sign-off-recorded"]);
  });

  test("is possible after the end of a shift that was closed alone, and not before it", () => {
    const closed = { relieved: false, closes: true };
    expect(outcomeOf(ask({ facts: closed }))).toEqual(["attendance.sign-off-recorded"]);
    expect(outcomeOf(ask({ facts: closed, now: at("15:59"), at: at("15:50") }))).toMatchObject({
      refused: "attendance.post-uncovered",
    });
  });

  test("that was wrong is corrected again, no further than to when it was first told", () => {
    const state = attendance(on, off(at("16:40")), recorded(at("16:05"), at("17:00")));
    expect(outcomeOf(ask({ state, at: at("16:40") }))).toEqual(["attendance.sign-off-recorded"]);
    expect(outcomeOf(ask({ state, at: at("16:41") }))).toMatchObject({ refused: "attendance.left-when" });
  });

  test("at the very edges is possible, and a correction may find the post empty", () => {
    for (const about of [
      { at: at("07:45") },
      { at: tomorrow("08:00") },
      { facts: { handedOverAt: at("16:05") } },
      { state: attendance(on, off(at("16:05"))) },
      { state: attendance(on, off(at("17:00"))), facts: { relieved: false } },
      { state: attendance(on, off(at("17:00"))), facts: { covering: "lobby" } },
      { its: {}, facts: { functions: [] } },
    ])
      expect(outcomeOf(ask(about))).toEqual(["attendance.sign-off-recorded"]);
  });
});

test("who entered it and when stands beside the true time, of a sign-off and of leaving alike; nobody else entered one's own", () => {
  const left: Told = [
    {
      type: "attendance.abandoned",
      body: { leftAt: at("09:00"), account: { sealed: "s", kind: "free-text" }, violation: true },
    },
    { at: at("09:40"), actor: { person: wu } },
  ];
  expect(attendance(on, off(at("16:05")))).not.toHaveProperty("entered");
  expect(attendance(on, recorded(at("16:05"), at("16:40")))).toMatchObject({
    ...{ offAt: at("16:05"), toldAt: at("16:40"), entered: { at: at("16:40"), by: wu, as: "recorded" } },
  });
  expect(attendance(on, off(at("16:20")), recorded(at("16:05"), at("16:40")))).toMatchObject({
    ...{ offAt: at("16:05"), toldAt: at("16:20"), entered: { at: at("16:40"), by: wu, as: "corrected" } },
  });
  const atOnce = attendance(on, recorded(at("16:05"), at("16:40")), recorded(at("16:04"), at("16:40")));
  expect(atOnce).toMatchObject({ offAt: at("16:04"), toldAt: at("16:40"), entered: { as: "corrected" } });
  expect(attendance(on, left)).toMatchObject({
    offAt: at("09:00"),
    entered: { at: at("09:40"), by: wu, as: "recorded" },
  });
});

test("whom a new plan drops is no longer waited for; who has come stays", () => {
  const drop = (state: Attendance) =>
    outcomeOf(
      unscheduleAttendance({
        ...{
          state,
          body: { ...shift, person: lin },
          rule,
          facts: { occurrence: undefined },
          circumstances: by(wu, at("07:50")),
        },
      }),
    );
  expect([drop(attendance(due)), drop(attendance(on)), drop(attendance())]).toEqual([
    ["attendance.unscheduled"],
    [],
    [],
  ]);
  const dropped = attendance(due, [{ type: "attendance.unscheduled", body: {} }, { at: at("07:50") }]);
  expect(dropped).toMatchObject({ phase: "excused", since: at("07:50") });
});
