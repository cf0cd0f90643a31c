import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { packs, towerPerson } from "#test/tower-world.ts";
import { heardBy } from "#test/who-listens.ts";

/* A call that a post is empty is about whoever left it, and as well about whoever should be there now and has not come (ZB-27). */

const site = "tower";
const day = shiftOn("lobby", "day");
const [guard, second, other, leader, manager, admin] = ["李伟", "马超", "吴军", "周敏", "黄丽华", "何雅静"] as const;

/** Two are due at the lobby, and both are squad leaders as well. */
function twoDue(): RunOfShifts {
  const run = new RunOfShifts(2, { called: heardBy((people) => people) });
  for (const who of [guard, second]) {
    const granted = { person: towerPerson(who), function: "squad-leader", site };
    expect(run.does(admin, "person.grant-function", granted, { site: towerOffice })).toMatch("granted");
  }
  expect(run.joins(second, day)).toMatch("published");
  return run.at("07:45");
}

/** The first one has come and gone at ten; the second one never came. */
function empty(leave = "attendance.record-abandonment"): RunOfShifts {
  const run = twoDue();
  expect(run.does(guard, "attendance.sign-on", day)).toMatch("signed-on");
  run.at("10:00");
  goes(run, leave);
  return run.at("10:40");
}

function goes(run: RunOfShifts, leave: string): string {
  return leave === "attendance.record-abandonment" ? goesForGood(run, guard) : run.does(guard, leave, day);
}

function goesForGood(run: RunOfShifts, who: string): string {
  const gone = { person: towerPerson(who), leftAt: run.tower.world.now, account: "不见人" };
  return run.does(manager, "attendance.record-abandonment", { ...day, ...gone });
}

/** Calls that the lobby is empty, which somebody may answer. */
function callsOf({ tower: { world } }: RunOfShifts) {
  return [...world.streams.values()].flatMap(({ key, obligations, escalations }) =>
    obligations
      .filter((owed) => isOutstanding(owed) && (escalations[owed.key]?.rung ?? 0) > 0 && owed.post === day.post)
      .filter(({ what }) => what === "manning.publish" || what === "absence.stand-in")
      .map((owed) => ({ stream: { noun: key.noun, id: key.id }, key: owed.key })),
  );
}

function answers(run: RunOfShifts, who: string, more = {}): string[] {
  return callsOf(run).map((call) => run.does(who, "ledger.acknowledge", { ...call, ...more }));
}

/** Whether somebody is waited for in the shift of the day, by the plan and the time at which they can have come. */
function isMissing({ tower: { world } }: RunOfShifts, who: string): boolean {
  const id = turnId({ ...day, person: towerPerson(who) });
  const state = world.state<Attendance>({ site, noun: "attendance", id });
  if (state.phase !== "expected" || state.boundUntil !== undefined) return false;
  const { occurrence, putInAt = occurrence.startsAt, unboundSince = putInAt, before = [] } = state;
  const ready = Math.max(putInAt, unboundSince);
  // Whoever was taken out and is put back has a little longer, at most thirty minutes from then (ZB-25).
  const isAsPlanned = ready <= occurrence.startsAt && before.length === 0;
  return world.now >= occurrence.startsAt && (isAsPlanned || world.now >= plusMinutes(ready as never, 30));
}

/** Whether somebody left it, by what is called about somebody to stand in. */
function hasLeft({ tower: { world } }: RunOfShifts, who: string): boolean {
  const lines = world.outstanding({ site, post: day.post });
  const left = lines.filter(({ obligation }) => obligation.what === "absence.stand-in");
  return left.some(({ obligation }) => `${obligation.detail?.about}`.split(" ").includes(towerPerson(who)));
}

describe("whoever is due there and has not come does not answer that the post is empty", () => {
  test.each(["attendance.record-abandonment", "absence.leave-at-once"])("after %s", (leave) => {
    const run = empty(leave);
    const refused = answers(run, second);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(new Set(["ledger.about-yourself"]));
    expect(new Set(answers(run, leader))).toEqual(new Set(["obligation.acknowledged"]));
  });

  test("be it as a cover that is late", () => {
    const run = empty();
    run.does(manager, "roster.arrange-cover", {
      ...day,
      absent: towerPerson(second),
      cover: towerPerson(other),
      reason: "换人",
    });
    run.at("11:15");
    expect(new Set(answers(run, other))).toEqual(new Set(["ledger.about-yourself"]));
    expect(answers(run, second), "who was relieved of it").toContain("obligation.acknowledged");
  });

  test("whoever is put in answers like everybody else as long as they have time to come, and no more once it is over", () => {
    const putIn = () => {
      const run = empty();
      const cover = { ...day, absent: towerPerson(second), cover: towerPerson(other), reason: "换人" };
      expect(run.does(manager, "roster.arrange-cover", cover)).toMatch("cover-arranged");
      return run;
    };
    expect(answers(putIn().at("11:09"), other)).toContain("obligation.acknowledged");
    expect(new Set(answers(putIn().at("11:11"), other))).toEqual(new Set(["ledger.about-yourself"]));
  });

  test("where nobody else is left, they answer for themselves with a reason, and it ends the call for nobody else", () => {
    const run = twoDue();
    expect(run.does(guard, "attendance.sign-on", day)).toMatch("signed-on");
    for (const who of [guard, leader, "孙涛", "吴军", "司徒晓明", manager]) {
      const held = who === manager ? "department-manager" : "squad-leader";
      const ended = { person: towerPerson(who), function: held, site, reason: "调岗" };
      expect(run.does(admin, "person.end-function", ended, { site: towerOffice }), who).toMatch("ended");
    }
    run.at("10:00");
    expect(run.does(guard, "absence.leave-at-once", day)).toMatch("escalated");
    run.at("10:20");
    expect(answers(run, second)).toEqual(["ledger.reason-missing"]);
    expect(answers(run, second, { reason: "只有我" })).toEqual(["obligation.self-answered"]);
    expect(callsOf(run).length).toBe(1);
  });

  test("a shift for which nobody is planned is nobody's doing", () => {
    const run = twoDue();
    const evening = shiftOn("lobby", "evening");
    run.withoutAnybody(evening);
    run.at("16:05");
    const calls = callsOf(run).filter(({ key }) => key === "evening");
    expect(calls.length).toBe(1);
    expect(run.does(second, "ledger.acknowledge", calls[0] ?? {})).toBe("obligation.acknowledged");
  });
});

describe("of two who left a post neither answers that nobody is there", () => {
  const bothThere = (run = twoDue()) => {
    for (const who of [guard, second]) expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
    return run.at("10:00");
  };
  const leaves = (run: RunOfShifts, who: string) => run.does(who, "absence.leave-at-once", day);
  const isGone = (run: RunOfShifts, who: string) => expect(goesForGood(run, who)).toMatch("abandoned");
  const eats = (run: RunOfShifts, who: string) =>
    expect(
      run.does(who, "absence.ask", { ...day, why: "meal", returnBy: plusMinutes(run.tower.world.now, 30) }),
    ).toMatch("absence.left");

  test.each<[string, readonly ((run: RunOfShifts) => unknown)[]]>([
    ["both left at once", [(run) => leaves(run, second), (run) => leaves(run, guard)]],
    ["both did, in the other order", [(run) => leaves(run, guard), (run) => leaves(run, second)]],
    ["one went for a meal before", [(run) => eats(run, second), (run) => leaves(run, guard)]],
    [
      "one left at once and is recorded as gone, and then the other one leaves",
      [(run) => leaves(run, second), (run) => isGone(run, second), (run) => leaves(run, guard)],
    ],
    [
      "both left at once and then one is recorded as gone",
      [(run) => leaves(run, second), (run) => leaves(run, guard), (run) => isGone(run, second)],
    ],
    [
      "both left at once and then both are recorded as gone",
      [leaves, isGone].flatMap((go) => [second, guard].map((who) => (run: RunOfShifts) => go(run, who))),
    ],
  ])("where %s", (_, roads) => {
    const run = bothThere();
    for (const go of roads) go(run);
    run.at("10:04");
    const said = answers(run, second);
    expect(said.length).toBeGreaterThan(0);
    expect(new Set(said)).toEqual(new Set(["ledger.about-yourself"]));
    expect(new Set(answers(run, leader))).toEqual(new Set(["obligation.acknowledged"]));
  });

  test("nor does whoever covered there and left too, of whoever else did", () => {
    const run = twoDue();
    const gate = shiftOn("east-gate", "day");
    for (const { id: regulation, hash } of packs)
      for (const who of ["刘洋", "陈刚"]) run.does(who, "notice.confirm", { regulation, hash });
    expect(run.joins("陈刚", gate)).toMatch("published");
    for (const who of ["刘洋", "陈刚"]) expect(run.does(who, "attendance.sign-on", gate)).toMatch("signed-on");
    bothThere(run);
    const left = (who: string) => ({ ...gate, person: towerPerson(who) });
    run.does("刘洋", "absence.leave-at-once", gate);
    expect(run.does(second, "absence.accept", { ...left("刘洋"), own: day })).toMatch("absence.accepted");
    run.does("陈刚", "absence.leave-at-once", gate);
    run.does(second, "absence.leave-at-once", day);
    const about = { noun: "absence", id: turnId(left("陈刚")) };
    expect(run.does(second, "ledger.acknowledge", { stream: about, key: "stand-in/1/1" })).toBe(
      "ledger.about-yourself",
    );
  });

  test("and once one of them is back there is nothing to answer", () => {
    const run = bothThere();
    for (const who of [guard, second]) leaves(run, who);
    expect(run.at("10:04").does(second, "absence.come-back", day)).toMatch("post-manned");
    expect(callsOf(run)).toEqual([]);
  });
});

const steps: Readonly<Record<string, (run: RunOfShifts) => unknown>> = {
  "the first one signs on": (run) => run.does(guard, "attendance.sign-on", day),
  "the second one signs on": (run) => run.does(second, "attendance.sign-on", day),
  "the other one signs on": (run) => run.does(other, "attendance.sign-on", day),
  "the first one is recorded as gone": (run) => goes(run, "attendance.record-abandonment"),
  "the first one leaves at once": (run) => goes(run, "absence.leave-at-once"),
  "the second one leaves at once": (run) => run.does(second, "absence.leave-at-once", day),
  "the second one is recorded as gone": (run) => goesForGood(run, second),
  "the first one is back": (run) => run.does(guard, "absence.come-back", day),
  "the other one is put in": (run) =>
    run.does(manager, "roster.arrange-cover", {
      ...{ ...day, absent: towerPerson(second), cover: towerPerson(other), reason: "换人" },
    }),
  "the cover is taken back": (run) =>
    run.does(manager, "roster.take-back-cover", { ...day, cover: towerPerson(other), reason: "不换了" }),
};

test("whatever people do, nobody who should be there answers for others that nobody is", () => {
  let met = 0;
  const step = fc.record({ does: fc.constantFrom(...Object.keys(steps)), minutes: fc.nat({ max: 45 }) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 8 }), fc.boolean(), (road, hasCome) => {
      const run = twoDue();
      if (hasCome) run.does(guard, "attendance.sign-on", day);
      for (const { does, minutes } of road) {
        steps[does]?.(run);
        run.tower.world.moveTo(plusMinutes(run.tower.world.now, minutes));
        for (const who of [guard, second, other]) {
          const said = answers(run, who);
          if (!isMissing(run, who) && !hasLeft(run, who)) continue;
          met += said.length;
          expect(said, `${who} after ${does}`).not.toContain("obligation.acknowledged");
        }
      }
    }),
    { numRuns: 40, seed: freshSeed() },
  );
  expect(met).toBeGreaterThan(0);
});
