import { expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";

/*
 * A post that a text keeps for the holder of a function is no post like others to move to: whoever is not due there and does not hold the function stands
 * there no more by moving than by signing on (ZB-05).
 */

const [lobby, gate, squad] = [shiftOn("lobby", "day"), shiftOn("east-gate", "day"), shiftOn("squad", "day")];
const [guard, second, leader] = ["李伟", "马超", "周敏"] as const;

function onDuty(): RunOfShifts {
  const run = new RunOfShifts();
  run.joins(second, lobby);
  run.joins("吴军", lobby);
  run.joins("赵鹏", squad);
  run.at("07:45");
  for (const who of [guard, second]) run.does(who, "attendance.sign-on", lobby);
  for (const who of [leader, "赵鹏"]) run.does(who, "attendance.sign-on", squad);
  return run.at("09:00");
}

const moves = (run: RunOfShifts, who: string, from: object, to: string) =>
  run.does(who, "attendance.move", { ...from, to, record: "正常" });

test("a guard moves to another guard's post, and not to the squad leader's", () => {
  const run = onDuty();
  expect(moves(run, second, lobby, "squad")).toBe("attendance.not-rostered");
  expect(run.does(second, "attendance.sign-on", squad)).toBe("attendance.not-rostered");
  expect(moves(run, second, lobby, "east-gate")).toContain("attendance.moved");
  expect(moves(run, second, gate, "squad")).toBe("attendance.not-rostered");
});

test("what is told of it says where, and by which rule", () => {
  const { refusal } = onDuty().tower.does(second, "attendance.move", { ...lobby, to: "squad", record: "正常" });
  expect(refusal).toMatchObject({ code: "attendance.not-rostered", field: "to", rules: ["ZB-05"] });
});

test("whoever is due there, or holds the function, moves there", () => {
  const run = onDuty();
  expect(moves(run, "赵鹏", squad, "lobby")).toContain("attendance.moved");
  expect(moves(run, "赵鹏", lobby, "squad")).toContain("attendance.moved");
  expect(run.does("吴军", "attendance.sign-on", lobby)).toContain("attendance.signed-on");
  expect(moves(run, "吴军", lobby, "squad")).toContain("attendance.moved");
});
