import { describe, expect, test } from "vitest";
import { turnId, turnNamed } from "#duty/grammar/presence.ts";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { given, type Under } from "#test/given.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { hasGoneBefore } from "./been-there.ts";
import { arrivals } from "./coming-due.ts";
import { tellsOfDuty } from "./going-owed.ts";
import { mostMinutesAgo } from "./record-abandonment.ts";

/* One turn from being due to being off: what is entered word for word, what it makes of the turn, and what is owed meanwhile. */

const lin = "00000000-0000-4000-8000-000000000001";
const sun = "00000000-0000-4000-8000-000000000009";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "gate", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };
const turn = { occurrence, person: lin };
const sealed = { sealed: "s", kind: "free-text" as const };

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
const briefed: Told = [{ type: "attendance.briefed", body: { attendees: [sun] } }, { at: at("07:55") }];
const movedIn: Told = [
  { type: "attendance.signed-on", body: { ...turn, lateMinutes: 0, from: "lobby" } },
  { at: at("10:00") },
];
const off: Told = [{ type: "attendance.signed-off", body: { overtimeMinutes: 5 } }, { at: at("16:05") }];
const moved: Told = [{ type: "attendance.moved", body: { to: "lobby" } }, { at: at("11:00") }];
const abandoned: Told = [
  { type: "attendance.abandoned", body: { leftAt: at("12:00"), account: sealed, violation: true } },
  { at: at("12:30"), actor: { person: sun } },
];
const excused: Told = [{ type: "attendance.excused", body: { cover: sun } }, { at: at("09:00") }];
const absent: Told = [{ type: "attendance.absent", body: {} }, { at: at("16:00") }];
const attendance = (...entries: Told[]): Attendance => given(attendanceKind, "gate/2026-11-21/day/lin", entries);

describe("a turn", () => {
  test("is due, begun and over", () => {
    expect(attendance()).toEqual({ phase: "unknown" });
    expect(attendance(due)).toEqual({ phase: "expected", ...turn });
    const present = { ...turn, onAt: at("07:49"), lateMinutes: 4, from: undefined };
    expect(attendance(due, on)).toEqual({ phase: "on", ...present });
    expect(attendance(due, on, briefed)).toEqual({ phase: "on", ...present, briefedAt: at("07:55") });
    expect(attendance(on, off)).toEqual({ phase: "off", ...present, offAt: at("16:05"), how: "signed-off" });
    expect(attendance(on, moved)).toEqual({ phase: "off", ...present, offAt: at("11:00"), how: "moved" });
    expect(attendance(on, abandoned)).toEqual({
      ...{ phase: "off", ...present, offAt: at("12:00"), how: "abandoned" },
      entered: { at: at("12:30"), by: sun, as: "recorded" },
    });
    expect(attendance(movedIn)).toMatchObject({ phase: "on", from: "lobby", onAt: at("10:00") });
  });

  test("of somebody who never comes is excused or absent", () => {
    expect(attendance(due, excused)).toEqual({ phase: "excused", ...turn, since: at("09:00") });
    expect(attendance(due, absent)).toEqual({ phase: "absent", ...turn, since: at("16:00") });
  });

  test("is not changed by what does not fit", () => {
    for (const entry of [excused, absent]) expect(attendance(on, entry)).toEqual(attendance(on));
    for (const entry of [briefed, off, moved, abandoned]) expect(attendance(due, entry)).toEqual(attendance(due));
    for (const late of [moved, abandoned]) expect(attendance(on, off, late)).toEqual(attendance(on, off));
  });

  test("is pinned to the set-up under which it was due, and named by its shift and its person", () => {
    expect(attendanceKind.under(attendance())).toBeUndefined();
    expect(attendanceKind.under(attendance(due))).toBe(3);
    expect(turnId({ ...shift, person: lin })).toBe(`gate/2026-11-21/day/${lin}`);
    expect(turnNamed(`gate/2026-11-21/day/${lin}`)).toEqual({ ...shift, person: lin });
    expect(turnNamed("gate")).toEqual({ post: "gate", date: "", shift: "", person: "" });
  });
});

describe("somebody who never comes is absent from the end of the shift on, and not a minute earlier", () => {
  const wake = (state: Attendance, now: Instant) => attendanceKind.wake?.(state, rule, now);

  test("by the clock, once", () => {
    expect(attendanceKind.wakesAt?.(attendance(due), rule)).toBe(at("16:00"));
    expect(wake(attendance(due), at("15:59"))).toEqual([]);
    expect(wake(attendance(due), at("16:00"))).toEqual([{ type: "attendance.absent", body: {} }]);
  });

  test("and nobody else", () => {
    for (const state of [attendance(), attendance(on), attendance(due, absent)]) {
      expect(attendanceKind.wakesAt?.(state, rule)).toBeUndefined();
      expect(wake(state, at("16:00"))).toEqual([]);
    }
  });
});

describe("what is owed", () => {
  const owed = (state: Attendance, its = rule) => attendanceKind.owes(state, its);
  const shared = { post: "gate", opensAt: at("06:45"), detail: { person: lin } };

  test("before the shift: coming in time, and relieving", () => {
    expect(owed(attendance(due))).toEqual([
      { ...shared, key: "sign-on", what: "attendance.sign-on", dueAt: at("07:45"), rules: ["SLH-01"], ladder: [] },
      {
        ...shared,
        ...{ key: "relief", what: "attendance.relief", dueAt: at("08:00"), rules: ["GPH-09"] },
        ladder: rule.untilRelieved?.ladder,
      },
    ]);
    expect(owed(attendance())).toEqual([]);
  });

  test("without a regulation: by the beginning, with nobody to call", () => {
    const bare = {
      post: "gate",
      opensAt: at("08:00"),
      dueAt: at("08:00"),
      detail: { person: lin },
      rules: [],
      ladder: [],
    };
    expect(arrivals({ occurrence, person: lin }, {}, {})).toEqual([
      { ...bare, key: "sign-on", what: "attendance.sign-on" },
      { ...bare, key: "relief", what: "attendance.relief" },
    ]);
    expect(owed(attendance(on), {}).map(({ key }) => key)).toEqual(["sign-on", "relief", "sign-off"]);
  });

  test("on duty: the line-up by the beginning of the shift, and signing off at its end", () => {
    const [signedOn, relief, ...rest] = owed(attendance(on));
    expect([signedOn?.metAt, relief?.metAt]).toEqual([at("07:49"), at("07:49")]);
    expect(rest).toEqual([
      {
        ...{ key: "briefing", what: "attendance.briefing", post: "gate", rules: ["SLH-03"], ladder: [] },
        ...{ opensAt: at("07:49"), dueAt: at("08:00") },
      },
      {
        ...{ key: "sign-off", what: "attendance.sign-off", post: "gate", person: lin, rules: ["GPH-09"], ladder: [] },
        ...{ opensAt: at("16:00"), dueAt: at("16:00") },
      },
    ]);
  });

  test("a line-up that was held is met; one that was not ends with the turn", () => {
    const lineUp = (...entries: Told[]) => owed(attendance(...entries)).find(({ key }) => key === "briefing");
    expect(lineUp(on, briefed)).toMatchObject({ metAt: at("07:55") });
    expect(lineUp(on, briefed)).not.toHaveProperty("endedAt");
    expect(lineUp(on, briefed, off)).toMatchObject({ metAt: at("07:55") });
    expect(lineUp(on, briefed, off)).not.toHaveProperty("endedAt");
    expect(lineUp(on, off)).toMatchObject({ endedAt: at("16:05") });
    expect(lineUp(on)).not.toHaveProperty("endedAt");
    expect(lineUp(on)).not.toHaveProperty("metAt");
  });

  test("who moved in owes neither sign-on nor line-up, and signs off", () => {
    expect(owed(attendance(movedIn)).map(({ key }) => key)).toEqual(["sign-off"]);
  });

  test("off duty: signing off is met at the moment of leaving, however that was", () => {
    const signOffOf = (...entries: Told[]) => owed(attendance(...entries)).find(({ key }) => key === "sign-off");
    expect(signOffOf(on)).not.toHaveProperty("metAt");
    expect(signOffOf(on, off)).toMatchObject({ metAt: at("16:05") });
    expect(signOffOf(on, abandoned)).toMatchObject({ metAt: at("12:00") });
  });

  test("of who was excused or absent nothing is owed any more", () => {
    expect(owed(attendance(due, excused)).map(({ key, endedAt }) => [key, endedAt])).toEqual([
      ["sign-on", at("09:00")],
      ["relief", at("09:00")],
    ]);
    expect(owed(attendance(due, absent)).map(({ endedAt }) => endedAt)).toEqual([at("16:00"), at("16:00")]);
  });

  test("a line of the ledger tells of duty where it is a sign-off, and only there", () => {
    expect(tellsOfDuty({ key: "sign-off", what: "attendance.sign-off" })).toBe(true);
    expect(tellsOfDuty({ key: "sign-off", what: "custody.sign-off" })).toBe(false);
    expect(tellsOfDuty({ key: "relief", what: "attendance.sign-off" })).toBe(false);
  });
});

describe("a line-up is owed by whoever is there before the shift begins", () => {
  const putInFrom = { ...rule, putIn: { withinMinutes: 30, cites: ["ZB-25"] } };
  const lineUp = (...entries: Told[]) =>
    attendanceKind.owes(attendance(...entries), putInFrom).filter(({ key }) => key === "briefing");
  const comes = (time: string, from?: string): Told => [
    { type: "attendance.signed-on", body: { ...turn, lateMinutes: 0, ...(from ? { from } : {}) } },
    { at: at(time) },
  ];
  const putIn = (time: string): Told => [
    { type: "attendance.put-in", body: { occurrence, person: lin } },
    { at: at(time) },
  ];
  const owes = (opensAt: string) => [{ opensAt: at(opensAt), dueAt: at("08:00") }];

  test("also by whoever was put in so late that they need not have been", () => {
    expect(lineUp(putIn("07:46"), comes("07:50"))).toMatchObject(owes("07:50"));
    expect(lineUp(putIn("07:46"), comes("08:00"))).toEqual([]);
    expect(lineUp(putIn("07:30"), comes("08:05"))).toEqual([]);
  });

  test("and by whoever was put in so early that they were to be, however late they come", () => {
    expect(lineUp(putIn("07:29"), comes("08:05"))).toMatchObject(owes("08:05"));
  });

  test("also by whoever has moved in", () => {
    expect(lineUp(comes("07:50", "lobby"))).toMatchObject(owes("07:50"));
    expect(lineUp(comes("08:00", "lobby"))).toEqual([]);
  });

  test("it stays held where whoever held it moves away and back", () => {
    const [away, held] = [
      [{ type: "attendance.moved", body: { to: "lobby" } }, { at: at("07:56") }],
      [{ opensAt: at("07:55"), metAt: at("07:55") }],
    ] as const satisfies readonly [Told, object[]];
    expect(lineUp(on, briefed, away, comes("07:58", "lobby"))).toMatchObject(held);
    expect(lineUp(on, briefed, away, comes("09:00", "lobby"))).toMatchObject(held);
    expect(lineUp(on, away, comes("07:58", "lobby"))).toMatchObject(owes("07:58"));
  });

  test("it stays as it was once they have gone and come back after the beginning", () => {
    const gone: Told = [{ type: "attendance.signed-off", body: { overtimeMinutes: 0 } }, { at: at("07:55") }];
    const again: Told = [
      { type: "attendance.signed-on", body: { ...turn, lateMinutes: 0, again: true } },
      { at: at("08:05") },
    ];
    const ended = [{ opensAt: at("07:50"), endedAt: at("07:55") }];
    expect(lineUp(putIn("07:46"), comes("07:50"), gone, again)).toMatchObject(ended);
  });
});

test("who was off before the shift began had gone before it, and nobody else had", () => {
  const from = (time: string) => ({ startsAt: at(time) });
  const [gone, there] = [given(attendanceKind, "turn", [on, off]), given(attendanceKind, "turn", [on])];
  expect([hasGoneBefore(gone, from("16:06")), hasGoneBefore(gone, from("16:05"))]).toEqual([true, false]);
  expect(hasGoneBefore(there, from("16:06"))).toBe(false);
});

test("somebody can have left as many minutes ago as they have been there, never before", () => {
  expect(mostMinutesAgo(at("08:00"), at("09:30"))).toBe(90);
  expect(mostMinutesAgo(at("08:00"), at("08:00"))).toBe(0);
  expect(mostMinutesAgo(at("08:00"), at("07:00"))).toBe(0);
});
