import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* Posts are changed inside the shift by a cover, a sign-off and a sign-on elsewhere: the work record of the old post is asked for then (GPH-02). */

const [lobby, gate, gateLater] = [
  shiftOn("lobby", "day"),
  shiftOn("east-gate", "day"),
  shiftOn("east-gate", "evening"),
];
const guard = "李伟";
const record = "大堂两小时，无异常。";

/** The guard of the lobby went from it at ten past ten, since somebody else was put in for them. */
function left(goes: (run: RunOfShifts) => string = signsOff): RunOfShifts {
  const run = new RunOfShifts();
  expect(run.joins("马超", lobby)).toMatch("roster.published");
  run.at("07:50");
  for (const who of [guard, "马超"]) expect(run.does(who, "attendance.sign-on", lobby)).toMatch("signed-on");
  run.at("10:00");
  expect(puts(run, lobby, guard, "欧阳建国")).toMatch("cover-arranged");
  run.at("10:10");
  expect(goes(run)).not.toMatch(/\.post-/);
  return run.at("10:20");
}

const signsOff = (run: RunOfShifts) => run.does(guard, "attendance.sign-off", lobby);

function puts(run: RunOfShifts, shift: typeof lobby, absent: string, cover: string): string {
  const body = { ...shift, absent: towerPerson(absent), cover: towerPerson(cover), reason: "调岗" };
  return run.does("黄丽华", "roster.arrange-cover", body);
}

/** Who is due at the gate by the plan. */
function due(run: RunOfShifts, shift: typeof gate): string {
  const { assignments } = run.tower.world.state<{ assignments: { date: string; shift: string; person: string }[] }>({
    ...{ site: "tower", noun: "roster", id: "east-gate/2026-11" },
  });
  return assignments.find((each) => each.date === shift.date && each.shift === shift.shift)?.person ?? "";
}

function comesTo(run: RunOfShifts, shift: typeof gate): void {
  const body = { ...shift, absent: due(run, shift), cover: towerPerson(guard), reason: "调岗" };
  expect(run.does("黄丽华", "roster.arrange-cover", body)).toMatch("cover-arranged");
}

const signsOn = (run: RunOfShifts, shift: typeof gate, more: object = {}) =>
  run.does(guard, "attendance.sign-on", { ...shift, ...more });

const linesOf = ({ tower: { world } }: RunOfShifts, page: string) =>
  (world.streams.get(`tower:log/${page}`)?.entries ?? []).flatMap(({ type, body }) =>
    type === "log.line-written" ? [body as { by?: string }] : [],
  );

describe("whoever signs on at another post in the shift", () => {
  const recordedGone = (run: RunOfShifts) =>
    run.does("周敏", "attendance.record-abandonment", {
      ...{ ...lobby, person: towerPerson(guard), leftAt: wall("10:05"), account: "不在岗" },
    });
  const recordedOff = (run: RunOfShifts) =>
    run.does("周敏", "attendance.record-sign-off", {
      ...{ ...lobby, person: towerPerson(guard), at: wall("10:05"), reason: "忘了" },
    });

  test.each([
    ["went by signing off", signsOff],
    ["was recorded as gone", recordedGone],
    ["was signed off by somebody else", recordedOff],
  ])("and %s writes the record of the old post, which stands in its book", (_, goes) => {
    const run = left(goes);
    comesTo(run, gate);
    expect(signsOn(run, gate)).toBe("attendance.record-missing");
    expect(signsOn(run, gate, { record })).toMatch(/attendance.signed-on .*log.line-written/);
    expect(linesOf(run, `lobby/${lobby.date}/day`)).toMatchObject([{ by: towerPerson(guard) }]);
  });

  test("whose page was cut meanwhile has it on the page that follows", () => {
    const run = left().at("15:40");
    const names = ["张磊"];
    expect(run.prepares("马超", lobby, names[0])).toMatch("handover.prepared");
    comesTo(run, gate);
    expect(signsOn(run, gate, { record })).toMatch("signed-on");
    expect(linesOf(run, `lobby/${lobby.date}/evening`)).toMatchObject([{ by: towerPerson(guard) }]);
  });

  test("and has gone on from there by a move, or comes for a shift that follows, writes none", () => {
    const run = left();
    comesTo(run, gateLater);
    run.at("16:01");
    expect(signsOn(run, gateLater)).toMatch("signed-on");
    const moved = new RunOfShifts();
    expect(moved.joins("马超", lobby)).toMatch("roster.published");
    moved.at("07:50");
    for (const who of [guard, "马超"]) moved.does(who, "attendance.sign-on", lobby);
    moved.at("10:00");
    expect(moved.does(guard, "attendance.move", { ...lobby, to: "east-gate", record })).toMatch("attendance.moved");
    expect(signsOn(moved, shiftOn("east-gate", "day"))).toBe("");
  });

  test("and says something though nothing was asked has it kept with the sign-on", () => {
    const run = new RunOfShifts().at("07:50");
    expect(run.does(guard, "attendance.sign-on", { ...lobby, record })).toMatch("attendance.signed-on");
  });
});
