import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { instant, minute, plusMinutes } from "#duty/grammar/time.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { firstDay, towerPerson, wall } from "#test/tower-world.ts";

/*
 * Whoever was due all along gains no time by being taken out of the plan and put back: the old time holds, and what is added is the time for
 * which nobody waited for them, and as much again for the way (ZB-25).
 */

const day = shiftOn("squad", "day");
const dueAt = wall("07:45");
const roster = { site: "tower", noun: "roster", id: "squad/2026-11" };

/** The squad leaders' month, with somebody in today's day shift. */
function publishes(there: RunOfShifts, who: string): string {
  const { assignments, covers: inForce } = there.tower.world.state<Roster>(roster);
  const others = assignments.filter(({ date, shift }) => date !== firstDay || shift !== "day");
  const now = { date: firstDay, shift: "day", person: towerPerson(who), leading: true };
  const { head: seen } = there.tower.world.streams.get("tower:roster/squad/2026-11") ?? {};
  const undoes = inForce.map(({ date, shift, cover }) => ({ date, shift, cover }));
  return there.does(
    "孙涛",
    "roster.publish",
    { post: "squad", month: "2026-11", assignments: [...others, now], undoes },
    { seen },
  );
}

const covers = (there: RunOfShifts, absent: string, cover: string) =>
  there.does("孙涛", "roster.arrange-cover", {
    ...{ ...day, absent: towerPerson(absent), cover: towerPerson(cover), reason: "病" },
  });

const out = [(there: RunOfShifts) => covers(there, "周敏", "马超"), (there: RunOfShifts) => publishes(there, "马超")];
const back = [
  (there: RunOfShifts) => covers(there, "马超", "周敏"),
  (there: RunOfShifts) => publishes(there, "周敏"),
  (there: RunOfShifts) =>
    there.does("孙涛", "roster.take-back-cover", { ...day, cover: towerPerson("马超"), reason: "能来" }),
];

const change = fc.record({
  after: fc.nat(25),
  out: fc.nat(out.length - 1),
  away: fc.oneof(fc.constant(0), fc.nat(20)),
  back: fc.nat(back.length - 1),
});

function isDone(told = ""): boolean {
  return /^roster\.(published|cover-arranged|cover-taken-back)/.test(told);
}

/** Changes of the plan from a moment on, and for how many minutes nobody waited for 周敏. */
function changedPlan(from: number, changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[]) {
  const there = new RunOfShifts();
  there.tower.world.moveTo(plusMinutes(wall("06:30"), from));
  let away = 0;
  for (const each of changes) {
    const { world } = there.tower;
    world.moveTo(plusMinutes(world.now, each.after));
    if (!isDone(out[each.out]?.(there))) continue;
    world.moveTo(plusMinutes(world.now, each.away));
    if (!isDone(back[each.back]?.(there))) expect(isDone(covers(there, "马超", "周敏"))).toBe(true);
    away += each.away;
  }
  return { there, away };
}

test("however often the plan is changed and changed back, nobody is less late than by the old time and what was taken from them", () => {
  let late = 0;
  fc.assert(
    fc.property(fc.nat(120), fc.array(change, { minLength: 1, maxLength: 3 }), fc.nat(60), (from, changes, later) => {
      const { there, away } = changedPlan(from, changes);
      const { world } = there.tower;
      const putBackAt = world.now;
      world.moveTo(plusMinutes(instant(Math.max(putBackAt, wall("07:40"))), later));
      const on = there.tower.does("周敏", "attendance.sign-on", day);
      const [came] = on.touched.flatMap(({ entries }) => entries.filter(({ type }) => type === "attendance.signed-on"));
      const { lateMinutes } = z.looseObject({ lateMinutes: z.int() }).parse(came?.body);
      const lateBy = (world.now - dueAt) / minute;
      expect(lateMinutes).toBeGreaterThanOrEqual(lateBy - 2 * away);
      expect(lateMinutes).toBeLessThanOrEqual(Math.max(0, lateBy, 1));
      if (away === 0) expect(lateMinutes).toBe(lateBy < 0 ? 0 : Math.max(1, lateBy));
      late += lateMinutes > 0 ? 1 : 0;
    }),
    { numRuns: 60, seed: freshSeed() },
  );
  expect(late).toBeGreaterThan(10);
});

test("and whoever is called about a relief that does not come is called no later", () => {
  for (const [way, changes] of [
    [0, 2],
    [1, 1],
    [0, 0],
  ].entries()) {
    const there = new RunOfShifts().at("07:46");
    expect(out[changes[0] ?? 0]?.(there), `${way}`).toMatch(/attendance.(excused|unscheduled)/);
    expect(back[changes[1] ?? 0]?.(there), `${way}`).toContain("attendance.put-in");
    const called = [...there.at("08:06").tower.world.outbox.keys()];
    expect(called.filter((each) => each.includes(`squad/${firstDay}/day`)).join(" "), `${way}`).toContain("relief");
  }
});
