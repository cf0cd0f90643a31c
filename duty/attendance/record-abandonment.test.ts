import { describe, expect, test } from "vitest";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import { type Attendance, attendanceKind } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import type { DeedAtPost } from "./deed-at-post.ts";
import { recordAbandonment } from "./record-abandonment.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const sun = "00000000-0000-4000-8000-000000000009";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "lobby", date: "2026-11-21" as never, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 3 };
const rule: AttendanceRule = { abandonment: { violation: true, by: ["squad-leader"], cites: ["GPH-10"] } };

type Told = readonly [AttendanceEntry, Under];
const turn = { occurrence, person: lin };
const on: Told = [{ type: "attendance.signed-on", body: { ...turn, lateMinutes: 0 } }, { at: at("07:40") }];
const attendance = (...entries: Told[]): Attendance => given(attendanceKind, "lobby/2026-11-21/day/lin", entries);

const record = (about: {
  who?: string;
  functions?: string[];
  leftAt?: Instant;
  state?: Attendance;
  relievedAt?: Instant;
  nextOnAt?: Instant;
  takenOverAt?: Instant;
  signedOver?: boolean;
  isFollowed?: boolean;
  deeds?: readonly DeedAtPost[];
}) =>
  recordAbandonment({
    state: about.state ?? attendance(on),
    body: { ...shift, person: lin, leftAt: about.leftAt ?? at("15:00"), account: "巡查时岗位无人" },
    rule,
    facts: {
      functions: about.functions ?? ["squad-leader"],
      relievedAt: about.relievedAt,
      nextOnAt: about.nextOnAt,
      takenOverAt: about.takenOverAt,
      signedOver: about.signedOver ?? false,
      isFollowed: about.isFollowed ?? false,
      deeds: about.deeds ?? [],
    },
    circumstances: by(about.who ?? sun, at("15:30")),
  });

describe("leaving without relief", () => {
  test("a superior records it, and it is a violation where the regulation says so", () => {
    expect(record({}).entries?.[0]?.body).toMatchObject({ violation: true, leftAt: at("15:00") });
    expect(outcomeOf(record({ functions: [] }))).toEqual({ refused: "attendance.function-lacking", rules: ["GPH-10"] });
    expect(outcomeOf(record({ who: lin }))).toMatchObject({ refused: "attendance.own-abandonment" });
  });

  test("it says whether they have come since for the shift that follows", () => {
    const cameAgain = (nextOnAt?: Instant) => record(nextOnAt === undefined ? {} : { nextOnAt }).entries?.[0]?.body;
    expect(cameAgain(at("15:01"))).toMatchObject({ cameAgain: true });
    expect(cameAgain(at("15:00"))).not.toHaveProperty("cameAgain");
    expect(cameAgain()).not.toHaveProperty("cameAgain");
  });

  test("of somebody who was there, at a time when they were", () => {
    expect(outcomeOf(record({ state: attendance() }))).toMatchObject({ refused: "attendance.not-on-duty" });
    expect(outcomeOf(record({ leftAt: at("15:31") }))).toMatchObject({ refused: "attendance.left-when" });
    expect(outcomeOf(record({ leftAt: at("07:39") }))).toMatchObject({ refused: "attendance.left-when" });
    const relieved = { refused: "attendance.was-relieved", rules: ["GPH-10", "ZB-01"] };
    expect(outcomeOf(record({ relievedAt: at("14:50") }))).toEqual(relieved);
    expect(outcomeOf(record({ relievedAt: at("15:00") }))).toEqual(relieved);
    expect(outcomeOf(record({ relievedAt: at("15:01") }))).toEqual(["attendance.abandoned"]);
    expect(outcomeOf(record({ takenOverAt: at("14:50"), signedOver: true, isFollowed: true }))).toEqual([
      "attendance.abandoned",
    ]);
  });
});

test("nobody had left before what they did at the post, but for what they did in the shift that follows", () => {
  const deeds: readonly DeedAtPost[] = [
    { at: at("14:00"), what: "wrote" },
    { at: at("15:05"), what: "signed" },
  ];
  expect(record({ deeds }).refusal).toMatchObject({
    ...{ code: "attendance.was-at-post", field: "leftAt", detail: { doneAt: at("15:05"), deed: "signed" } },
  });
  expect(outcomeOf(record({ deeds, leftAt: at("15:05") }))).toEqual(["attendance.abandoned"]);
  expect(outcomeOf(record({ deeds, nextOnAt: at("15:01") }))).toEqual(["attendance.abandoned"]);
  const wasAtPost = { refused: "attendance.was-at-post" };
  expect(outcomeOf(record({ deeds, nextOnAt: at("15:01"), leftAt: at("13:59") }))).toMatchObject(wasAtPost);
  // Whoever left only after they had come for the next shift did in this one what they did later.
  for (const nextOnAt of [at("14:30"), at("15:00")])
    expect(outcomeOf(record({ deeds, nextOnAt }))).toMatchObject(wasAtPost);
  expect(outcomeOf(record({ deeds, nextOnAt: at("15:05") }))).toMatchObject(wasAtPost);
});

test("also of somebody whom another has signed off since, until the shift that follows has handed over", () => {
  const sealed = { sealed: "s", kind: "free-text" as const };
  const recorded: Told = [
    { type: "attendance.sign-off-recorded", body: { at: at("15:10"), overtimeMinutes: 0, reason: sealed } },
    { at: at("15:20"), actor: { person: sun } },
  ];
  const state = attendance(on, recorded);
  expect(record({ state }).entries?.[0]?.body).toMatchObject({ leftAt: at("15:00"), wasOff: true });
  expect(record({}).entries?.[0]?.body).not.toHaveProperty("wasOff");
  expect(outcomeOf(record({ state, leftAt: at("15:20") }))).toEqual(["attendance.abandoned"]);
  expect(outcomeOf(record({ state, leftAt: at("15:21") }))).toMatchObject({ refused: "attendance.left-when" });
  expect(outcomeOf(record({ state, isFollowed: true }))).toEqual({
    refused: "attendance.next-handed-over",
    rules: ["GPH-10", "ZB-01"],
  });
  const relieved = { refused: "attendance.was-relieved" };
  expect(outcomeOf(record({ state, takenOverAt: at("15:00") }))).toMatchObject(relieved);
  expect(outcomeOf(record({ state, takenOverAt: at("15:01"), relievedAt: at("14:00") }))).toEqual([
    "attendance.abandoned",
  ]);
  expect(outcomeOf(record({ state, takenOverAt: at("15:01"), signedOver: true }))).toMatchObject(relieved);
  expect(outcomeOf(record({ state, signedOver: true }))).toEqual(["attendance.abandoned"]);
  const own: Told = [{ type: "attendance.signed-off", body: { overtimeMinutes: 0 } }, { at: at("15:10") }];
  expect(outcomeOf(record({ state: attendance(on, own) }))).toMatchObject({ refused: "attendance.not-on-duty" });
  const told: Told = [
    { type: "attendance.abandoned", body: { leftAt: at("15:00"), account: sealed, violation: true, wasOff: true } },
    { at: at("15:30"), actor: { person: sun } },
  ];
  const after = attendance(on, recorded, told);
  expect(after).toMatchObject({ how: "abandoned", offAt: at("15:00"), toldAt: at("15:20") });
  expect(after).toMatchObject({ entered: { by: sun, at: at("15:30"), as: "corrected" } });
  expect(outcomeOf(record({ state: after }))).toMatchObject({ refused: "attendance.not-on-duty" });
});
