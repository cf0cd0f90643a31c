import { expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson, wall } from "#test/tower-world.ts";

/* A fault of a shift is about whoever stood there in it, whichever way they left, and about nobody who was elsewhere (GPH-07, GPH-10, ZB-27). */

const [day, evening, night] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening"), shiftOn("lobby", "night", 1)];
const [gate, squad] = [shiftOn("east-gate", "day"), shiftOn("squad", "day")];
const [guard, relief, leader, manager] = ["李伟", "张磊", "孙涛", "黄丽华"] as const;

/** The day has begun: 李伟 in the lobby, 刘洋 at the east gate, and with them whoever the plan puts there as well. */
function begun(...more: readonly (readonly [who: string, turn: ShiftName])[]): RunOfShifts {
  const run = new RunOfShifts().at("07:00");
  for (const { id: regulation, hash } of packs) run.does("刘洋", "notice.confirm", { regulation, hash });
  for (const [who, turn] of more) run.joins(who, turn);
  run.at("07:45");
  const turns = [[guard, day], ["刘洋", gate], ["周敏", squad], ...more] as const;
  for (const [who, turn] of turns) expect(run.does(who, "attendance.sign-on", turn)).toMatch("signed-on");
  return run;
}

function moves(run: RunOfShifts, who: string, turn: ShiftName, to: string, exchangeWith?: string): string {
  const named = exchangeWith === undefined ? {} : { exchangeWith: towerPerson(exchangeWith) };
  return run.does(who, "attendance.move", { ...turn, to, record: "调岗", ...named });
}

function goes(run: RunOfShifts, who: string, turn: ShiftName, leftAt: string): void {
  const gone = { ...turn, person: towerPerson(who), leftAt: wall(leftAt), account: "不见人" };
  expect(run.does(manager, "attendance.record-abandonment", gone)).toMatch("attendance.abandoned");
}

/** Who the last fault is about that the relief found in the day. */
function blamed(run: RunOfShifts, shift: ShiftName = day, finder: string = relief): string[] {
  expect(run.does(finder, "handover.report-fault", { ...shift, text: "玻璃破了" })).toMatch("handover.fault-found");
  const state = run.handover(shift);
  const found = state.phase === "unknown" ? undefined : state.faults.at(-1);
  const everybody = [guard, relief, leader, "刘洋", "周敏", "马超", "王强", "吴军", "赵鹏"];
  return (found?.of ?? []).map((id) => everybody.find((each) => towerPerson(each) === id) ?? id).toSorted();
}

function faultOf(run: RunOfShifts): string {
  const state = run.handover(day);
  return state.phase === "unknown" ? "" : (state.faults.at(-1)?.key ?? "");
}

function comes(run: RunOfShifts): RunOfShifts {
  expect(run.at("15:50").does(relief, "attendance.sign-on", evening)).toMatch("signed-on");
  return run;
}

function handsOver(run: RunOfShifts, who: string): void {
  expect(run.prepares(who, day, relief)).toMatch("handover.prepared");
  run.checks(relief, day);
  expect(run.signs(relief, day)).toBe("handover.signed");
  expect(run.signs(who, day)).toMatch("handover.completed");
}

test("whoever moved in and was recorded as gone is named beside whoever moved away, and answers for nothing of it", () => {
  const run = begun([leader, gate]).at("09:00");
  expect(moves(run, leader, gate, "lobby")).toMatch("attendance.moved");
  expect(moves(run, guard, day, "east-gate")).toMatch("attendance.moved");
  goes(run.at("12:00"), leader, day, "11:30");
  expect(blamed(comes(run))).toEqual([leader, guard].toSorted());
  const answers = (who: string) => run.does(who, "handover.acknowledge-fault", { ...day, fault: faultOf(run) });
  const called = { stream: { noun: "handover", id: `lobby/${day.date}/day` }, key: `fault-${faultOf(run)}` };
  expect(run.does(leader, "ledger.acknowledge", called)).toBe("ledger.about-yourself");
  expect(answers(leader)).toBe("handover.own-fault");
  expect(answers("周敏")).toMatch("handover.fault-acknowledged");
});

test("whoever moved in and stayed to the end is named, whoever of the shift handed over", () => {
  const run = begun(["马超", gate]).at("09:00");
  expect(moves(run, "马超", gate, "lobby")).toMatch("attendance.moved");
  handsOver(comes(run), guard);
  run.at("16:05");
  for (const who of ["马超", guard]) expect(run.does(who, "attendance.sign-off", day)).toMatch("signed-off");
  expect(blamed(run)).toEqual([guard, "马超"].toSorted());
});

/** 李伟 and 刘洋 exchange posts. */
function exchanged(time: string): RunOfShifts {
  const run = begun().at(time);
  moves(run, guard, day, "east-gate", "刘洋");
  expect(moves(run, "刘洋", gate, "lobby", guard)).toMatch("attendance.moved");
  return run;
}

test("whoever exchanged posts before the shift began never stood there in it, and is not named", () => {
  const run = comes(exchanged("07:55"));
  handsOver(run, "刘洋");
  expect(blamed(run)).toEqual(["刘洋"]);
});

test("after an exchange inside the shift both who stood there are named, though one was recorded as gone", () => {
  const run = exchanged("09:00");
  goes(run.at("12:00"), "刘洋", day, "11:00");
  expect(blamed(comes(run))).toEqual(["刘洋", guard].toSorted());
});

test("whoever was recorded as gone and came again is named once", () => {
  const run = begun();
  goes(run.at("12:00"), guard, day, "11:30");
  expect(run.at("13:00").does(guard, "attendance.sign-on", day)).toMatch("signed-on");
  handsOver(comes(run), guard);
  expect(blamed(run)).toEqual([guard]);
});

test("whoever had stood there and was replaced in the plan since is named beside whoever came for them", () => {
  const run = begun();
  goes(run.at("10:00"), guard, day, "09:30");
  const plan = { absent: towerPerson(guard), cover: towerPerson("马超"), reason: "顶班" };
  expect(run.does(manager, "roster.arrange-cover", { ...day, ...plan })).toMatch("roster.cover-arranged");
  expect(run.at("10:30").does("马超", "attendance.sign-on", day)).toMatch("signed-on");
  goes(run.at("12:00"), "马超", day, "11:30");
  const back = { absent: towerPerson("马超"), cover: towerPerson("王强"), reason: "再顶" };
  expect(run.does(manager, "roster.arrange-cover", { ...day, ...back })).toMatch("roster.cover-arranged");
  // Who is put in last never comes.
  expect(blamed(comes(run).at("16:30"))).toEqual([guard, "马超"].toSorted());
});

test("whoever moved in, was recorded as gone and was put in anew without coming was there", () => {
  const run = begun(["马超", gate]).at("09:00");
  expect(moves(run, "马超", gate, "lobby")).toMatch("attendance.moved");
  goes(run.at("10:00"), "马超", day, "09:30");
  const plans = [
    { ...gate, absent: towerPerson("马超"), cover: towerPerson("吴军"), reason: "另有安排" },
    { ...day, absent: towerPerson(guard), cover: towerPerson("马超"), reason: "顶班" },
  ];
  for (const plan of plans) expect(run.does(manager, "roster.arrange-cover", plan)).toMatch("roster.cover-arranged");
  goes(run.at("11:00"), guard, day, "10:30");
  expect(blamed(comes(run).at("16:30"))).toEqual([guard, "马超"].toSorted());
});

test("whoever left the company in the middle of the shift was there", () => {
  const run = begun().at("10:00");
  expect(run.leavesTheCompany(guard)).toMatch("person.left");
  expect(blamed(comes(run).at("16:30"))).toEqual([guard]);
});

test("whoever stood there for somebody who was away is named beside them", () => {
  const run = begun(["马超", gate]).at("11:00");
  expect(run.does(guard, "absence.leave-at-once", day)).toMatch("left-at-once");
  const left = { ...day, person: towerPerson(guard) };
  expect(run.does("马超", "absence.accept", { ...left, own: gate })).toMatch("absence.accepted");
  expect(run.at("12:00").does(guard, "absence.come-back", day)).toMatch("absence.returned");
  handsOver(comes(run), guard);
  expect(blamed(run)).toEqual([guard, "马超"].toSorted());
});

test("a fault of a shift that is long over is about whoever stood there then", () => {
  const run = begun([leader, gate]).at("09:00");
  expect(moves(run, leader, gate, "lobby")).toMatch("attendance.moved");
  expect(moves(run, guard, day, "east-gate")).toMatch("attendance.moved");
  handsOver(comes(run), leader);
  expect(run.at("16:10").does(leader, "attendance.sign-off", day)).toMatch("signed-off");
  expect(run.withoutAnybody(night)).toMatch("roster");
  expect(run.putsIn("王强", night)).toMatch("roster");
  expect(run.at("23:50").does("王强", "attendance.sign-on", night)).toMatch("signed-on");
  expect(blamed(run.at("+1 00:10"), day, "王强")).toEqual([leader, guard].toSorted());
});

test("where nobody came, it is about whom the plan had, and about whoever of the shift before stayed on", () => {
  const run = new RunOfShifts().at("07:45");
  expect(run.does(guard, "attendance.sign-on", day)).toMatch("signed-on");
  // Nobody comes in the evening, and whoever has the day waits.
  expect(run.at("20:00").withoutAnybody(night)).toMatch("roster");
  expect(run.putsIn("王强", night)).toMatch("roster");
  expect(run.at("23:50").does("王强", "attendance.sign-on", night)).toMatch("signed-on");
  expect(blamed(run.at("+1 00:10"), evening, "王强")).toEqual([guard, relief].toSorted());
});

test("where nobody came or stayed, it is about whom the plan had", () => {
  expect(blamed(comes(new RunOfShifts()).at("16:10"))).toEqual([guard]);
});
