import { describe, expect, test } from "vitest";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/* Two are rostered at the lobby and one comes: the leader is called once about the other, and not again for as long as the first one is there (ZB-24). */

const day = shiftOn("lobby", "day");
const missing = `lobby/${day.date}/day/${towerPerson("马超")}`;

function twoRostered(): RunOfShifts {
  const run = new RunOfShifts();
  const stream = run.tower.world.streams.get("tower:roster/lobby/2026-11");
  const published = stream?.entries.findLast(({ type }) => type === "roster.published")?.body as {
    assignments: object[];
  };
  const second = { date: day.date, shift: "day", person: towerPerson("马超"), leading: false };
  const month = { post: "lobby", month: "2026-11", assignments: [...published.assignments, second] };
  expect(run.does("黄丽华", "roster.publish", month, { seen: stream?.head })).toMatch("roster.published");
  return run.at("07:40");
}

/** Who was called about the second person, so often. */
function calls({ tower: { world } }: RunOfShifts): string[] {
  const { entries = [] } = world.streams.get(`tower:attendance/${missing}`) ?? {};
  return entries.flatMap(({ type, body }) =>
    type === "obligation.escalated" && (body as { key: string }).key === "relief"
      ? [(body as { call: string }).call]
      : [],
  );
}

function answers(run: RunOfShifts): string {
  const stream = { noun: "attendance", id: missing };
  return run.does("周敏", "ledger.acknowledge", { stream, key: "relief" });
}

const once = ["squad-leader", "department-manager"];

describe("the second person does not come", () => {
  test("and the first one is there: the ladder is climbed once, and answered", () => {
    const run = twoRostered();
    expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
    run.at("08:50");
    expect(calls(run)).toEqual(once);
    expect(answers(run)).toBe("obligation.acknowledged");
    for (const time of ["09:21", "10:00", "12:00", "15:59"]) expect(calls(run.at(time))).toEqual(once);
    expect(run.does("马超", "attendance.sign-on", day)).toMatch("signed-on");
  });

  test("and nobody else has come either: it is called anew, until the first one is there", () => {
    const run = twoRostered().at("08:50");
    expect(answers(run)).toBe("obligation.acknowledged");
    expect(calls(run.at("10:10"))).toEqual([...once, ...once]);
    expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
    expect(answers(run)).toBe("obligation.acknowledged");
    expect(calls(run.at("12:00"))).toEqual([...once, ...once]);
  });

  test("and the first one goes at once: that is called by itself", () => {
    const run = twoRostered();
    run.does("李伟", "attendance.sign-on", day);
    run.at("08:50");
    answers(run);
    run.at("10:00");
    expect(run.does("李伟", "absence.leave-at-once", day)).toMatch("obligation.escalated");
  });
});
