import { describe, expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { leftUncalled } from "#test/manned-shifts.ts";
import { brokenNow, noPremises } from "#test/standing-truths.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/* The relief has come early to the lobby, and whoever is to be relieved goes: the post is not empty (ZB-21, ZB-22). */

const [day, evening] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
const turn = { ...day, person: towerPerson("李伟") };

function bothThere(at: string): RunOfShifts {
  const run = new RunOfShifts().at("07:40");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  run.at("15:40");
  expect(run.does("张磊", "attendance.sign-on", evening)).toMatch("signed-on");
  return run.at(at);
}

/** Who is asked for at the lobby, by whose leave. */
function calls({ tower: { world } }: RunOfShifts): string[] {
  const lines = world.outstanding({ site: "tower", post: "lobby" });
  return lines.flatMap(({ stream, obligation }) => (obligation.what === "absence.stand-in" ? [stream.id] : []));
}

describe("whoever leaves at once while the relief is there", () => {
  const later = ["15:58", "16:06", "16:25", "17:00", "20:00"];

  test.each(["15:41", "15:52", "15:59", "16:03"])("at %s, is told of, and nobody has to come, then or later", (at) => {
    const run = bothThere(at);
    const { outbox } = run.tower.world;
    expect(run.does("李伟", "absence.leave-at-once", day)).toMatch("absence.post-manned obligation.escalated");
    const messages = () => [...outbox.keys()].filter((key) => key.includes("#tell/"));
    expect(messages(), "the squad leader hears of it in the same second").toHaveLength(1);
    for (const moment of later.filter((each) => each > at)) {
      run.at(moment);
      expect(calls(run)).toEqual([]);
    }
    expect(messages(), "nor is anything called anew").toHaveLength(1);
  });

  test("and then the relief goes too: now somebody is called", () => {
    const run = bothThere("15:52");
    run.does("李伟", "absence.leave-at-once", day);
    expect(run.does("张磊", "absence.leave-at-once", evening)).not.toMatch("post-manned");
    expect(calls(run)).toEqual([`lobby/${day.date}/evening/${towerPerson("张磊")}`]);
  });

  test("but whoever was relieved and has not signed off keeps nothing unasked, nor whoever is held there: somebody is called", () => {
    const run = bothThere("15:52");
    expect(run.prepares("李伟", day, "张磊")).toMatch("handover.prepared");
    run.checks("张磊", day);
    expect(run.at("16:01").signs("李伟", day)).toBe("handover.signed");
    expect(run.signs("张磊", day)).toMatch("handover.completed");
    expect(run.at("18:00").does("张磊", "absence.leave-at-once", evening)).not.toMatch("post-manned");
    expect(calls(run)).toEqual([`lobby/${day.date}/evening/${towerPerson("张磊")}`]);
    const held = bothThere("16:02");
    expect(held.does("张磊", "absence.leave-at-once", evening)).not.toMatch("post-manned");
    expect(calls(held)).toEqual([`lobby/${day.date}/evening/${towerPerson("张磊")}`]);
    // Whoever is there all the same says so, and it ends.
    expect(held.does("李伟", "absence.hear", { ...evening, person: towerPerson("张磊") })).toMatch("heard-at-post");
    expect(calls(held)).toEqual([]);
  });

  test("lets the relief stand in, who takes the post over all the same and is free once whoever went is back", () => {
    const run = bothThere("15:52");
    run.does("李伟", "absence.leave-at-once", day);
    expect(run.does("张磊", "absence.accept", { ...turn, own: evening })).toMatch("absence.accepted absence.stood");
    expect(run.does("周敏", "handover.stand-in", { ...day, reason: "送医" })).toBe("handover.stood-in");
    expect(run.prepares("周敏", day, "张磊")).toMatch("handover.prepared");
    run.checks("张磊", day);
    expect(run.signs("张磊", day)).toBe("handover.signed");
    expect(run.signs("周敏", day)).toMatch("handover.completed");
    expect(run.does("李伟", "absence.come-back", day)).toBe("absence.returned absence.stood-down");
    run.at("16:01");
    expect(run.does("李伟", "attendance.sign-off", day)).toMatch("signed-off");
  });
});

test("whoever goes for six minutes is covered by the relief, who is away from nowhere", () => {
  const run = bothThere("15:52");
  const cover = { ...evening, person: towerPerson("张磊") };
  expect(run.does("李伟", "absence.ask", { ...day, why: "other", returnBy: wall("15:58"), cover })).toBe(
    "absence.asked",
  );
  expect(run.does("张磊", "absence.accept", { ...turn, own: evening })).toMatch("absence.accepted");
  const { world } = run.tower;
  const lent = world
    .outstanding({ site: "tower", post: "lobby" })
    .filter(({ obligation }) => isOutstanding(obligation));
  expect(lent.map(({ obligation }) => obligation.what)).not.toContain("absence.lend");
  expect(run.does("张磊", "attendance.sign-off", evening)).not.toMatch("signed-off");
  run.at("15:57");
  expect(run.does("李伟", "absence.come-back", day)).toBe("absence.returned absence.stood-down");
});

test("whoever goes on into the shift that took over from them is not their own relief", () => {
  const run = bothThere("15:41");
  run.joins("李伟", evening);
  expect(run.does("李伟", "attendance.sign-on", { ...evening, record: "正常" })).toMatch("signed-on");
  run.at("15:52");
  expect(run.prepares("李伟", day, "张磊")).toMatch("handover.prepared");
  run.checks("张磊", day);
  run.signs("张磊", day);
  expect(run.signs("李伟", day)).toMatch("handover.completed");
  run.at("16:05");
  const meal = { why: "meal", returnBy: wall("16:25") };
  const asksToGo = (who: string, shift: typeof day) => run.does(who, "absence.ask", { ...shift, ...meal });
  expect(run.does("张磊", "absence.ask", { ...evening, ...meal })).toMatch("absence.left");
  for (const own of [day, evening])
    expect(asksToGo("李伟", own), "of neither turn: nobody would be at the post").toBe("absence.cover-missing");
});

describe("a relief that came early and is away again when its shift begins", () => {
  const gone: Readonly<Record<string, (run: RunOfShifts) => string>> = {
    "is recorded as gone": (run) =>
      run.does("周敏", "attendance.record-abandonment", { ...turn, leftAt: run.tower.world.now, account: "走" }),
    "leaves the company": (run) => run.leavesTheCompany("李伟"),
  };

  test.each(Object.entries(gone))("and whoever was there before %s: from its beginning somebody is called", (_, go) => {
    const run = bothThere("15:50");
    expect(run.does("张磊", "absence.leave-at-once", evening)).toContain("absence.left-at-once");
    expect(go(run.at("15:57"))).toContain("manning.reckoned");
    run.at("16:00");
    expect(calls(run)).toEqual([`lobby/${day.date}/evening/${towerPerson("张磊")}`]);
    expect(run.does("张磊", "absence.come-back", evening)).toContain("absence.returned");
    expect(calls(run)).toEqual([]);
  });

  test("and whoever was there before is held by it: they are no relief, and somebody is called from its beginning (GPH-09)", () => {
    const run = bothThere("15:50");
    run.does("张磊", "absence.leave-at-once", evening);
    expect(calls(run.at("15:59"))).toEqual([]);
    expect(calls(run.at("16:00"))).toEqual([`lobby/${day.date}/evening/${towerPerson("张磊")}`]);
    expect(run.does("李伟", "attendance.sign-off", day)).toBe("attendance.post-uncovered");
    expect(run.does("张磊", "absence.come-back", evening)).toContain("absence.returned");
    expect(calls(run)).toEqual([]);
  });

  describe("after it had taken the post over, and whoever handed it over is still there", () => {
    const handedOver = () => {
      const run = bothThere("15:45");
      expect(run.prepares("李伟", day, "张磊")).toMatch("handover.prepared");
      run.checks("张磊", day);
      expect(run.signs("张磊", day)).toBe("handover.signed");
      expect(run.signs("李伟", day)).toMatch("handover.completed");
      expect(run.at("15:50").does("张磊", "absence.leave-at-once", evening)).toContain("absence.post-manned");
      return run;
    };

    test("they may not go, and so nobody is called that the post is empty, then or later", () => {
      const run = handedOver();
      for (const moment of ["16:00", "16:04", "16:20", "17:00"]) {
        expect(calls(run.at(moment)), moment).toEqual([]);
        expect(run.does("李伟", "attendance.sign-off", day)).toBe("attendance.post-uncovered");
      }
    });

    test.each([
      ...Object.entries(gone),
      ["leaves at once", (run: RunOfShifts) => run.does("李伟", "absence.leave-at-once", day)] as const,
    ])("until whoever was kept %s: then somebody is called in the same moment", (_, go) => {
      const run = handedOver().at("16:10");
      go(run);
      expect(leftUncalled(run.tower.world, "lobby")).toEqual([]);
      expect(brokenNow(run.tower.world, noPremises()).join("; ")).not.toContain("lobby");
    });

    test("and before the beginning it is called from then on, since nobody is there any more", () => {
      const run = handedOver().at("15:55");
      gone["is recorded as gone"]?.(run);
      expect(calls(run.at("16:00"))).toEqual([`lobby/${day.date}/evening/${towerPerson("张磊")}`]);
    });
  });

  test("nobody is called while somebody else of it, or of a later one, stands there", () => {
    const run = bothThere("15:50");
    run.joins("马超", evening);
    expect(run.does("马超", "attendance.sign-on", evening)).toMatch("signed-on");
    run.does("张磊", "absence.leave-at-once", evening);
    expect(calls(run.at("16:05"))).toEqual([]);
  });
});

describe("whoever stays on from a shift that is over, and has come early for one that follows later, goes from the first", () => {
  const night = shiftOn("lobby", "night", 1);
  const goes: Readonly<Record<string, (run: RunOfShifts) => string>> = {
    "is recorded as gone": (run) =>
      run.does("周敏", "attendance.record-abandonment", { ...turn, leftAt: run.tower.world.now, account: "走" }),
    "leaves at once": (run) => run.does("李伟", "absence.leave-at-once", day),
  };

  test.each(Object.entries(goes))("%s: from the beginning of the other somebody is called", (_, go) => {
    const run = bothThere("23:10");
    run.joins("李伟", night);
    expect(run.does("李伟", "attendance.sign-on", { ...night, record: "正常" })).toMatch("signed-on");
    expect(go(run.at("23:30"))).toMatch(/absence\.(found-gone|left-at-once)/);
    const relief = { ...evening, person: towerPerson("张磊"), leftAt: run.at("23:40").tower.world.now, account: "走" };
    expect(run.does("周敏", "attendance.record-abandonment", relief)).toContain("attendance.abandoned");
    run.at("+1 00:00");
    expect(brokenNow(run.tower.world, noPremises()).join("; ")).not.toContain("lobby");
    expect(calls(run)).toEqual([`lobby/${day.date}/day/${towerPerson("李伟")}`]);
    expect(run.does("李伟", "absence.come-back", day)).toContain("absence.returned");
    expect(calls(run)).toEqual([]);
  });
});
