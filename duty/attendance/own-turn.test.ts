import { expect, test } from "vitest";
import { attendanceSample } from "#test/attendance-samples.ts";
import { hindersTurn, isTurnOf, type OwnTurn, ownTurnAsk } from "./own-turn.ts";
import type { PostBoard } from "./post-board.ts";

/* What somebody's own screen asks the rules about their turn. */

const { at, attendance, came, due, lin, occurrence, off, rule, shift, wu } = attendanceSample;
const facts: OwnTurn["facts"] = {
  ...{ occurrence, rostered: true, goesAtEnd: false, linedUpBy: undefined, elsewhere: undefined, unconfirmed: [] },
  ...{ changedFrom: undefined, handedOver: false, covered: false, covering: undefined, stay: undefined },
  ...{ relieved: false, closes: false, followed: false, rests: false, othersOn: 0, handsOver: true },
  ...{ couldHandOver: 0, awaitsRelief: true },
};

test("it asks about the turn in which somebody stands there, else about that for which they are due, else about none", () => {
  const turn = (person: string, its: string) => ({ person, date: shift.date, shift: its });
  const on = [
    { ...turn(wu, "day"), since: 1 },
    { ...turn(lin, "evening"), since: 2 },
  ];
  const dueThere = [
    { ...turn(wu, "night"), dueAt: 3 },
    { ...turn(lin, "day"), dueAt: 4 },
  ];
  const asks = (board: Pick<PostBoard, "on" | "due">) => ownTurnAsk(board, lin)?.shift;
  expect(asks({ on, due: dueThere })).toBe("evening");
  expect(asks({ on: on.slice(0, 1), due: dueThere })).toBe("day");
  expect(asks({ on: on.slice(0, 1), due: dueThere.slice(0, 1) })).toBeUndefined();
  expect(asks({ on: [], due: [] })).toBeUndefined();
});

test("an answer is of the turn that was asked about where the shift is the same, and of none where there is no such shift", () => {
  const own: OwnTurn = { state: attendance(), rule, facts };
  expect(isTurnOf(own, { date: shift.date, shift: "day" })).toBe(true);
  expect(isTurnOf(own, { date: shift.date, shift: "evening" })).toBe(false);
  expect(isTurnOf({ ...own, facts: { ...facts, occurrence: undefined } }, shift)).toBe(false);
});

test("it says why they may not sign on for it yet, or not off from it, and nothing of a turn that is not theirs to end", () => {
  const hinders = (act: "sign-on" | "sign-off", state: OwnTurn["state"], time: string, more: object = {}) =>
    hindersTurn(act, { state, rule, facts: { ...facts, ...more } }, at(time))?.code;
  expect(hinders("sign-on", attendance(due), "06:44")).toBe("attendance.too-early");
  expect(hinders("sign-on", attendance(due), "06:45")).toBeUndefined();
  expect(hinders("sign-on", attendance(), "06:44", { occurrence: undefined })).toBeUndefined();
  const on = attendance(came("07:45"));
  expect(hinders("sign-off", on, "16:00")).toBe("attendance.post-uncovered");
  expect(hinders("sign-off", on, "16:00", { relieved: true })).toBeUndefined();
  for (const state of [attendance(), attendance(due), attendance(came("07:45"), off("16:00"))])
    expect(hinders("sign-off", state, "16:00")).toBeUndefined();
});
